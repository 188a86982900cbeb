"""What Meta's platforms share: the Graph API's entry, its forms, its errors and its paging."""
