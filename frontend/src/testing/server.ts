/** The API as tests see it; a test adds the answers it is about with `server.use(...)`. */
import { setupServer } from "msw/node";

import { handlers } from "./handlers";

export const server = setupServer(...handlers);
