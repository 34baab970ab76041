// The page of the vocabulary.
import { search } from "./search.js";

search("terms");
