"""How a registry file of any age becomes one of today; run by `upgrade`, never by hand."""
