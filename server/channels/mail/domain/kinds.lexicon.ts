/** What programs open the subject of an automatic reply with. */
export const autoPhrases: readonly string[] = [
  'автоответ',
  'автоматический ответ',
  'автовідповідь',
  'автоматична відповідь',
  'automatic reply',
  'automatic response',
  'auto reply',
  'auto-reply',
  'autoreply',
  'auto response',
  'auto-response',
  'нет на месте',
  'немає на місці',
  'out of office',
  'out of the office',
]

/** What could as well be what somebody writes about: only where a colon or the like follows. */
export const absences: readonly string[] = [
  'нет в офисе',
  'вне офиса',
  'в отпуске',
  'я в отпуске',
  'не в офісі',
  'поза офісом',
  'у відпустці',
  'я у відпустці',
  'ooo',
  'vacation',
  'on vacation',
]
