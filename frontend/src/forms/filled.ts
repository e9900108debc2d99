/** What was left empty is not sent: the server's own word holds then. */
export function filled<Values extends object>(values: Values): Values {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return Object.fromEntries(said) as Values;
}
