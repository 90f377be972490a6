"""One loader a data set; each turns files in the maker's own layout into `Example`s."""
