// The gallery: search the questions, or find a place.
import { search } from "./search.js";
import { field } from "./field.js";

search("questions");
const place = document.getElementById("place-asked");
field(place, () => place.form.requestSubmit());
