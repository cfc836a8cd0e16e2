/// A reply as it was asked for.
let goodReply = #"{"fit":"good"}"#
