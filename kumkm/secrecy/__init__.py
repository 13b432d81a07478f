"""Statistical disclosure control: which money is protected, and what somebody who subtracts could still find out."""
