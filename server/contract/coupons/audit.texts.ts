import { catalogue } from '../common.ts'
import type { couponActs } from './audit.types.ts'

/** What the owner's log tells of coupons; the first sentence of which all facts are known is said. */
export const couponActTexts = catalogue({
  ru: {
    'coupon.issued': ['Выпущен купон {lastGroup} для портала {codePortal}', 'Выпущен купон {lastGroup}'],
    'coupon.entered': ['Портал {portal} ввёл купон {lastGroup}'],
    'coupon.spent': ['Портал {portal} открыл спецобращение {ticketNumber} по купону {lastGroup}'],
    'coupon.refunded': ['Порталу {portal} возвращено спецобращение {ticketNumber}, купон {lastGroup}'],
    'coupon.revoked': ['Отозван купон {lastGroup}'],
  } satisfies Record<keyof typeof couponActs, readonly string[]>,
  uk: {
    'coupon.issued': ['Випущено купон {lastGroup} для порталу {codePortal}', 'Випущено купон {lastGroup}'],
    'coupon.entered': ['Портал {portal} увів купон {lastGroup}'],
    'coupon.spent': ['Портал {portal} відкрив спецзвернення {ticketNumber} за купоном {lastGroup}'],
    'coupon.refunded': ['Порталу {portal} повернуто спецзвернення {ticketNumber}, купон {lastGroup}'],
    'coupon.revoked': ['Відкликано купон {lastGroup}'],
  },
  en: {
    'coupon.issued': ['Coupon {lastGroup} issued for the portal {codePortal}', 'Coupon {lastGroup} issued'],
    'coupon.entered': ['{portal} entered coupon {lastGroup}'],
    'coupon.spent': ['{portal} opened the special request {ticketNumber} with coupon {lastGroup}'],
    'coupon.refunded': ['The special request {ticketNumber} was given back to {portal}, coupon {lastGroup}'],
    'coupon.revoked': ['Coupon {lastGroup} revoked'],
  },
})
