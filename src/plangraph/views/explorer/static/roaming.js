// Moving over a map by mouse, finger and key.
const FAR = 5; // pixels: less than this is a click and no drag
const KEYS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

/**
 * Let a frame be roamed. ``view()`` gives its projection, ``near(factor)`` zooms for keys; ``moved()`` is called after each change, ``clicked(x, y)`` on a click,
 * ``over(x, y)`` while the pointer is over it and ``left()`` when it leaves.
 */
export function roam(frame, { view, near, moved, clicked, over, left }) {
  const held = new Map(); // pointers that are down, by id
  let start = null, far = false;
  const at = (event) => {
    const box = frame.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const gap = ([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  frame.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    held.set(event.pointerId, at(event));
    [start, far] = [at(event), held.size > 1];
  });
  frame.addEventListener("pointermove", (event) => {
    const now = at(event);
    if (!held.has(event.pointerId)) return event.pointerType === "touch" ? undefined : over(...now);
    const before = held.get(event.pointerId), pair = [...held.values()];
    far = far || Math.hypot(now[0] - start[0], now[1] - start[1]) > FAR;
    if (!far) return undefined;
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    held.set(event.pointerId, now);
    if (held.size === 2) {
      const next = [...held.values()];
      if (gap(pair) > 0) view().near(gap(next) / gap(pair), (next[0][0] + next[1][0]) / 2, (next[0][1] + next[1][1]) / 2);
    } else {
      view().pan(now[0] - before[0], now[1] - before[1]);
    }
    left();
    return moved();
  });
  const done = (event) => {
    const was = held.delete(event.pointerId);
    if (was && !far && event.type === "pointerup") clicked(...at(event));
    if (!held.size) far = false;
  };
  frame.addEventListener("pointerup", done);
  frame.addEventListener("pointercancel", done);
  frame.addEventListener("pointerleave", left);
  frame.addEventListener("dblclick", (event) => { view().near(2, ...at(event)); moved(); });
  frame.addEventListener("wheel", (event) => {
    const before = view().scale;
    view().near(Math.exp(-Math.max(-60, Math.min(60, event.deltaY * (event.deltaMode ? 20 : 1))) / 240), ...at(event));
    if (view().scale === before) return; // at the end of the way the page may scroll
    event.preventDefault();
    left();
    moved();
  }, { passive: false });
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !roamedBy(event.key, view(), near)) return;
    event.preventDefault();
    left();
    moved();
  });
}

/** Follow a key; whether it was one of the map's. */
function roamedBy(key, view, near) {
  if (KEYS[key]) view.pan(...KEYS[key]);
  else if (key === "+" || key === "=") near(1.5);
  else if (key === "-" || key === "_") near(1 / 1.5);
  else if (key === "0") view.whole();
  else return false;
  return true;
}
