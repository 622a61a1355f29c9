/** What could as well be somebody's subject: an automatic reply only where a colon or the like follows. */
export const autoTopics: readonly string[] = [
  'автоответ',
  'автоматический ответ',
  'автоответчик',
  'автовідповідь',
  'автоматична відповідь',
  'automatic reply',
  'automatic response',
  'auto reply',
  'auto-reply',
  'autoreply',
  'auto response',
  'autoresponse',
  'нет на месте',
  'нет в офисе',
  'вне офиса',
  'в отпуске',
  'я в отпуске',
  'немає на місці',
  'не в офісі',
  'поза офісом',
  'у відпустці',
  'я у відпустці',
  'out of office',
  'out of the office',
  'ooo',
  'vacation',
  'on vacation',
]

/** What nobody writes about anything else, when an answer begins so. */
export const absences: readonly string[] = [
  'нет на месте',
  'немає на місці',
  'out of office',
  'out of the office',
  'out of office autoreply',
]
