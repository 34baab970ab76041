// The page of a question.
import { answer } from "./answer.js";
import { field } from "./field.js";

document.querySelectorAll('#parameters input[data-type="iri"]').forEach((input) => field(input));
answer();
