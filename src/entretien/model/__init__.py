"""What things are: immutable, without I/O, clock or screen."""
