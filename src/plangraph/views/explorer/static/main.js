// The explorer put together: the data of the page, one state, the views, and the shell around them.
import { data } from "./dom.js";
import { Book } from "./book.js";
import { State } from "./state.js";
import { say } from "./words.js";
import { shell } from "./shell.js";
import { questionsView } from "./questions.js";
import { networkView } from "./network.js";
import { mapView } from "./map.js";
import { tableView } from "./table.js";
import { matrixView } from "./matrix.js";
import { exporter } from "./export.js";

const MAKERS = { network: networkView, map: mapView, table: tableView, matrix: matrixView, questions: questionsView };

function start() {
  const book = new Book(data("book"));
  const state = new State(book.known);
  const context = { book, state, say, choose: (id) => state.set({ on: id }, { push: true }) };
  document.getElementById("app").append(shell(context, MAKERS, exporter(context)));
}

start();
