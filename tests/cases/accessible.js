// What a page gets wrong for those who cannot see it, or not well: names, roles, ids, contrast (WCAG 2.1: 1.1.1,
// 1.3.1, 1.4.3, 3.1.1, 4.1.2). Gives a list of faults in words.
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const said = (element) => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""} ${element.textContent.trim().slice(0, 40)}`;
  const named = (element) => element.getAttribute("aria-label") || element.textContent.trim() || element.title ||
    [...(element.labels || [])].map((label) => label.textContent.trim()).join("");
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title) faults.push("no title");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (!document.querySelector("main") || !document.querySelector("nav[aria-label]")) faults.push("no landmark");
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, svg, [role=listbox], [tabindex]")) {
    if (!shown(element)) continue;
    const field = element.matches("input, select, textarea");
    const name = field ? [...element.labels].map((label) => label.textContent.trim()).join("") || element.getAttribute("aria-label") : named(element);
    if (!name) faults.push(`no name: ${said(element)}`);
    if (element.matches("svg") && element.getAttribute("role") !== "img") faults.push("a drawing without role");
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  ids.filter((id, place) => ids.indexOf(id) !== place).forEach((id) => faults.push(`twice the id ${id}`));
  for (const element of document.querySelectorAll("[aria-controls], [aria-describedby], [aria-labelledby]")) {
    for (const name of ["aria-controls", "aria-describedby", "aria-labelledby"]) {
      for (const id of (element.getAttribute(name) || "").split(" ").filter(Boolean)) {
        if (!document.getElementById(id)) faults.push(`${name} of ${said(element)} leads nowhere: ${id}`);
      }
    }
  }
  for (const head of document.querySelectorAll("th")) if (!head.scope) faults.push("a head without scope");

  const parsed = (color) => {
    const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => ({ r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1 });
  const known = new Map();
  const behind = (element) => {
    if (!known.has(element)) known.set(element, below(element));
    return known.get(element);
  };
  const below = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const color = parsed(getComputedStyle(at).backgroundColor);
      if (color.a > 0) layers.push(color);
      if (color.a === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !shown(element) || element.closest("script, noscript, .hidden, option")) continue;
    const style = getComputedStyle(element), inDrawing = element.closest("svg");
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (element.matches(".amount")) continue; // on tiles: each is beside its number in the table
    const ink = parsed(inDrawing ? style.fill : style.color), paper = behind(inDrawing ? inDrawing.parentElement : element);
    const [one, other] = [light(over(ink, paper)), light(paper)];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const key = `${style.color} ${element.className}`;
    if (ratio < (large ? 3 : 4.5) && !seen.has(key)) {
      seen.add(key);
      faults.push(`contrast ${ratio.toFixed(2)}: ${said(element)}`);
    }
  }
  return faults;
}
