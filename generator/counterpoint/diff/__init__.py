"""What a branch changes in what is known, for people who review it and for programs."""
