// Moments, money and models are parts of the domain's values: who imports the domain has them.
@_exported public import Basics
@_exported public import Models
