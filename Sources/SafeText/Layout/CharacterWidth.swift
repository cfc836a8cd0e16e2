import CWidth
import Glibc

/// The columns that a scalar takes: libc's `wcwidth`; -1 where it has none.
func libcColumns(of scalar: UInt32) -> Int {
  if scalar >= 0x20, scalar < 0x7F { return 1 }
  _ = localeIsUTF8
  return Int(cwidth_columns(scalar))
}

/// `wcwidth` knows widths only in a UTF-8 locale; one is set where there is none.
private let localeIsUTF8: Bool = {
  if let codeset = nl_langinfo(Int32(CODESET)), String(cString: codeset) == "UTF-8" { return true }
  return setlocale(LC_CTYPE, "C.UTF-8") != nil
}()
