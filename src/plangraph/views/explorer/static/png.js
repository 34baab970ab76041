// A drawing as pixels.
const MOST = 8192; // browsers draw no wider canvas everywhere

/** The text of an SVG file as a PNG with ``scale`` pixels for each of its own. */
export async function png(svg, width, height, scale = 2) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const fit = Math.min(scale, MOST / width, MOST / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * fit);
  canvas.height = Math.round(height * fit);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}
