// What a Chinese page says in Latin letters outside of what is marked as English or as code: all that a reader meets,
// in texts and in attributes. Names of formats, keys, IRIs and the terms of a query are the same in every language.
() => {
  const marked = "[lang^=en], [translate=no], code, pre, textarea, script, style, #lines";
  const names = new Set(("plangraph VoID OpenAPI CSV JSON TSV XML Turtle LD Triples RDF SPARQL IRI WKT WGS SHA POINT UTF " +
    "Ctrl Enter Esc Hunchun SELECT ASK CONSTRUCT DESCRIBE GET POST").split(" "));
  const english = new Set([...document.querySelectorAll("[lang^=en]")].map((one) => one.textContent.trim()));
  const left = (text) => text
    .split(/ – | · /).filter((part) => !english.has(part.trim())).join(" ") // a hint of a drawing joins cells of the table
    .replace(/\w+='[^']*'|'[^']*'/g, " ").replace(/“[a-z -]+”|（[a-z-]+）|限制：[a-z]+/g, " ") // words of the plan, values, settings
    .replace(/[\w-]*[\w][:/#=?][\w/][^\s，。；）]*|[/?_][^\s，。；）]*/g, " ") // IRIs, short names, paths, parameters
    .match(/[A-Za-z]{2,}/g)?.filter((word) => !names.has(word)) || [];
  const found = [];
  const look = (where, text) => { if (left(text).length) found.push(`${where}: ${text.trim().slice(0, 100)}`); };
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!at.closest(marked + ", noscript")) look(at.tagName.toLowerCase(), walk.currentNode.textContent);
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [title], [alt], input:not([type=hidden])")) {
    if (one.closest(marked)) continue;
    for (const name of ["aria-label", "placeholder", "title", "alt"]) look(`@${name}`, one.getAttribute(name) || "");
    if (one.tagName === "INPUT") look("value", one.value);
  }
  return found;
}
