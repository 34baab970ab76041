// The gallery: search the questions, or find a place.
import { search } from "./search.js";
import { finder } from "./finder.js";

search("questions");
finder("place-asked");
