import TerminalKit
import Testing

@testable import Annotate

@Suite struct DumpTests {
  @Test func dump() throws {
    func show(_ s: Script) { print("<<<"); for (t,y) in zip(s.screen, s.styles) { print(t.isEmpty ? "" : "        " + t); _ = y }; print(">>>"); for y in s.styles { print("        " + y) } }
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter"); ana.label()
    ana.press("esc down down"); show(ana)
    ana.press("up enter"); show(ana)
    ana.fillStageOne(); 
    ana.press("enter c b l enter y"); show(ana)
    ana.send(.resize(Size(rows: 24, columns: 80)));  show(ana)
    let t2 = try Team.inDispute()
    let noor = Script(t2, as: \.noor); noor.press("D"); show(noor)
  }
}
