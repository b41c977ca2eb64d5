"""The tests, a file for each number; `lab.plan` lists them."""
