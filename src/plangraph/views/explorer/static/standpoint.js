// Where a map stands, for the address: degrees east and north of its middle, and how near it is; nothing for the whole.

export function standpoint(view) {
  return view.zoom > 1.001 ? [view.lon, view.lat, view.zoom].map((number) => Number(number.toFixed(2))).join("_") : "";
}

/** Put a map where the address says. */
export function stand(view, text) {
  view.whole();
  if (!text) return;
  const [lon, lat, zoom] = text.split("_").map(Number);
  view.near(zoom);
  view.centre(lon, lat);
}
