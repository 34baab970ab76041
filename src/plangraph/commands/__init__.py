"""What each command does: call one function of the library and print."""
