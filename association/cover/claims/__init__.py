"""Cases in which a paguyuban helps: a death, an accident at work, old age; from opened to paid."""
