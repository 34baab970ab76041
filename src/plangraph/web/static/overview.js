// The first page of a folder of files: find a place, or anything, by its name.
import { finder } from "./finder.js";

["place-asked", "any-asked"].filter((id) => document.getElementById(id)).forEach(finder);
