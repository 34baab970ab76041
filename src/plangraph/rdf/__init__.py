"""The door between the two wings: values of a reading in, quads of a graph out."""
