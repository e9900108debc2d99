/** Whether what is in a frame is wider than the frame: only then is it a place to scroll in, and to reach by key. */
import { useCallback, useState } from "react";

export function useOverflow(): readonly [ref: (frame: HTMLElement | null) => (() => void) | undefined, overflows: boolean] {
  const [overflows, setOverflows] = useState(false);
  const ref = useCallback((frame: HTMLElement | null) => {
    if (!frame) return undefined;
    const measure = () => setOverflows(frame.scrollWidth > frame.clientWidth);
    const watch = new ResizeObserver(measure);
    watch.observe(frame);
    if (frame.firstElementChild) watch.observe(frame.firstElementChild);
    return () => watch.disconnect();
  }, []);
  return [ref, overflows];
}
