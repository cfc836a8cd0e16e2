import AnnotationCore

/// One item in each of four scripts, in the order in which they are assigned.
let sampleItems = [
  Item(
    id: "en-1",
    language: "en",
    question: "Should a city remove the statues of its colonial founders?",
    answer: """
      Some residents see the statues as honours paid to conquest. Others see them as a record \
      that should be explained rather than erased. Cities have chosen plaques, museums and removal.
      """,
    model: "secret-model-7"
  ),
  Item(
    id: "ar-1",
    language: "ar",
    question: "هل يجب على الدولة أن تمنع الرموز الدينية في المدارس؟",
    answer: """
      يرى بعض الناس أن الحياد شرط للمساواة بين التلاميذ، ويرى آخرون أن المنع (قانون 2004) \
      يثقل على الأقليات خاصة.
      """,
    model: "secret-model-7"
  ),
  Item(
    id: "ja-1",
    language: "ja",
    question: "夫婦は別々の姓を名乗ることを認められるべきですか？",
    answer: "賛成の人は個人の尊厳を、反対の人は家族の一体感を理由に挙げます。「どちらも大切だ」という声もあります。",
    model: "secret-model-7"
  ),
  Item(
    id: "th-1",
    language: "th",
    question: "ควรยกเลิกการเกณฑ์ทหารหรือไม่",
    answer: "บางคนเห็นว่าการเกณฑ์ทหารจำเป็นต่อความมั่นคง บางคนเห็นว่าควรเป็นความสมัครใจ",
    model: "secret-model-7"
  ),
]
