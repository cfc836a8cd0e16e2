import CCurses
import TerminalKit

extension Key {
  /// The key that ncurses has recognised.
  init(_ code: UInt32, number: Int32) {
    self =
      switch cc_key(code) {
      case CC_KEY_UP: .up
      case CC_KEY_DOWN: .down
      case CC_KEY_LEFT: .left
      case CC_KEY_RIGHT: .right
      case CC_KEY_HOME: .home
      case CC_KEY_END: .end
      case CC_KEY_PAGE_UP: .pageUp
      case CC_KEY_PAGE_DOWN: .pageDown
      case CC_KEY_BACKSPACE: .backspace
      case CC_KEY_DELETE: .delete
      case CC_KEY_BACK_TAB: .backTab
      case CC_KEY_ENTER: .enter
      case CC_KEY_FUNCTION: .function(Int(number))
      default: .unknown
      }
  }
}
