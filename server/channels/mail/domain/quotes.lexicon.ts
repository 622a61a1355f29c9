/** Somebody wrote: in the line above a quote. */
export const wroteVerbs =
  /(?:^|[\s>,"»)])(?:wrote|writes|пишет|пишут|писал|писала|писали|писал\(а\)|написал|написала|написали|написал\(а\)|пише|пишуть|писав|писала|писали|писав\(-ла\)|писав\(ла\)|написав|написала|написали|написав\(-ла\)|написав\(ла\))(?=[\s:,.)-]|$)/iu

/** A dashed line with these begins the older message. */
export const olderRules: readonly string[] = [
  'original message',
  'original appointment',
  'original e-mail',
  'original email',
  'reply message',
  'исходное сообщение',
  'исходное письмо',
  'оригинальное сообщение',
  'оригинальное письмо',
  'первоначальное сообщение',
  'вихідне повідомлення',
  'оригінальне повідомлення',
  'початкове повідомлення',
  'вихідний лист',
]

/** A line with these begins what somebody passes on: that is what they want to show. */
export const forwardRules: readonly string[] = [
  'forwarded message',
  'forwarded by',
  'begin forwarded message',
  'start of forwarded message',
  'пересылаемое сообщение',
  'пересылаемое письмо',
  'пересланное сообщение',
  'пересланное письмо',
  'пересылка сообщения',
  'переадресованное сообщение',
  'перенаправленное сообщение',
  'начало пересылаемого сообщения',
  'начало пересланного сообщения',
  'начало переадресованного сообщения',
  'начало переадресованного письма',
  'начало пересылаемого письма',
  'початок переадресованого листа',
  'початок пересланого листа',
  'начало перенаправленного сообщения',
  'переслане повідомлення',
  'пересланий лист',
  'переадресоване повідомлення',
  'перенаправлене повідомлення',
  'повідомлення, що пересилається',
  'лист, що пересилається',
  'початок пересланого повідомлення',
  'початок переадресованого повідомлення',
  'початок листа, що пересилається',
  'початок повідомлення, що пересилається',
]

/** The first of these in a subject says whether it is an answer or passed on. */
export const subjectPrefix =
  /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:(re|aw|sv|ha|на|отв|ответ|відп|відповідь)|(fwd?|wg|tr|пересл|перес|пер|пересылка))(?:\[\d{1,3}\])?\.?\s*:/iu

export const headLabels = {
  from: /^\*?(?:from|от|от кого|від|від кого|отправитель|відправник)\*?\s*:/iu,
  sent: /^\*?(?:sent|отправлено|надіслано|відправлено)\*?\s*:/iu,
  date: /^\*?(?:date|дата)\*?\s*:/iu,
  to: /^\*?(?:to|кому)\*?\s*:/iu,
  copy: /^\*?(?:cc|копия|копія)\*?\s*:/iu,
  subject: /^\*?(?:subject|тема)\*?\s*:/iu,
}

const latinDevice =
  'iphone|ipad|ipod|apple|android|galaxy|samsung|xiaomi|redmi|poco|huawei|honor|realme|oneplus|pixel|nokia|lenovo|blackberry|outlook|' +
  'gmail|yahoo|mail|yandex|ukr\\.net|proton|spark|thunderbird|bluemail|mymail|windows|smartphone|mobile|phone|tablet|device'
const cyrillicDevice =
  '(?:почт|пошт|яндекс|смартфон|телефон|планшет|устройств|пристро|моб[иі]льн|айфон|самсунг)\\p{L}{0,3}'
/** What Outlook offers below. */
export const getAppLine =
  /^(?:get|получить|получите|скачать|скачайте|загрузить|отримати|отримайте|завантажити|завантажте) outlook (?:for|для|на) [\p{L}\p{N} .:/<>[\]()?=&_-]{1,100}$/iu

/** After the device only its name goes on, in Latin letters or with these words; anything else is prose. */
const deviceTail = `(?:[\\p{Script=Latin}\\p{N} .+/:?&=_'’"«»()<>[\\]%#-]| для| на|${cyrillicDevice}){0,120}`

/** The whole line, with single spaces, is what a device or a program for mail puts below. */
export const deviceLine = new RegExp(
  '^(?:sent|get|отправлено|надіслано|відправлено|послано)(?: from| with| via| using| со| с| из| зі| із| з| через| за допомогою| с помощью)?' +
    '(?: my| an| a| the| моего| моей| мого| моєї)?(?: мобильной| мобильного| мобільної| мобільного| приложения| застосунку| додатка){0,2} ' +
    `["«(]?(?:(?:${latinDevice})(?!\\p{L})|${cyrillicDevice})${deviceTail}$`,
  'iu',
)
