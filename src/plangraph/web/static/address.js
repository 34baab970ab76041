// The state of a view, kept in the address after "#": what is shown, how it is sorted, which rows are open.
const state = new URLSearchParams(location.hash.slice(1));

export function read(name) {
  return state.get(name) || "";
}

export function write(name, value) {
  if (value) state.set(name, value);
  else state.delete(name);
  const text = state.toString().replaceAll("%2C", ",");
  history.replaceState(history.state, "", location.pathname + location.search + (text ? "#" + text : ""));
}

/** Begin anew for another answer at another address. */
export function move(href) {
  for (const name of [...state.keys()]) state.delete(name);
  history.pushState(null, "", href);
}

/** The whole address of what is shown, with the snapshot that it was seen in. */
export function link() {
  const made = new URL(location.href);
  const wanted = new URLSearchParams(state);
  const snapshot = document.body.dataset.snapshot;
  if (snapshot) wanted.set("snapshot", snapshot);
  made.hash = wanted.toString().replaceAll("%2C", ",");
  return made.href;
}
