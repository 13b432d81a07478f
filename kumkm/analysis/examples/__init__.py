"""A worked example of every analysis: few rows in, numbers out that can be followed by hand. All of it is invented."""
