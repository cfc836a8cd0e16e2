import Agreement
import AnnotationCore
import Models

// The words that columns hold: each is the raw value of a case.

extension AssistancePolicy.Mode: StoredWord { typealias Stored = String }
extension Batch.Kind: StoredWord { typealias Stored = String }
extension Coefficient.Name: StoredWord { typealias Stored = String }
extension Decision.How: StoredWord { typealias Stored = String }
extension DisputeKind: StoredWord { typealias Stored = String }
extension Interval.Method: StoredWord { typealias Stored = String }
extension Person.Role: StoredWord { typealias Stored = String }
extension RaterGroup: StoredWord { typealias Stored = String }
extension ReadingCheck.Answer: StoredWord { typealias Stored = String }
extension Reference.Purpose: StoredWord { typealias Stored = String }
extension RequestParameter: StoredWord { typealias Stored = String }
extension Review.Outcome.Kind: StoredWord { typealias Stored = String }
extension Scale: StoredWord { typealias Stored = String }
extension StageNumber: StoredWord { typealias Stored = Int }
extension StructuredOutput: StoredWord { typealias Stored = String }
extension Undefined.Code: StoredWord { typealias Stored = String }
extension WeightScheme: StoredWord { typealias Stored = String }
extension WorkState: StoredWord { typealias Stored = String }
