// A table as a spreadsheet reads it: UTF-8 with its mark, lines ended as RFC 4180 says, and no cell that would be run.
const MARK = "\ufeff"; // without it spreadsheets read Chinese as something else
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/; // the wide signs too: some spreadsheets run those as well

function cell(value) {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = value === null || value === undefined ? "" : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv({ columns, rows }) {
  return MARK + [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
