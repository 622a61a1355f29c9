import { catalogue } from '../common.ts'
import type { couponRefusals } from './refusals.ts'

/** Words for every "no" of coupons: what happened, then what to do. */
export const couponRefusalTexts = catalogue({
  ru: {
    coupon_wrong: 'Такого купона нет. Сверьте код с письмом о покупке или попросите службу выпустить его заново.',
    coupon_ended: 'Срок этого купона закончился. При продлении лицензии выписывают новый: введите его.',
    coupon_revoked: 'Служба отозвала этот купон. Спросите у неё новый.',
    coupon_used_up:
      'Спецобращения этого купона израсходованы. Продлите лицензию: вам выпишут новый купон. Обычное обращение можно открыть и сейчас.',
    coupon_elsewhere: 'Этот купон уже введён на другом портале. Спросите у службы, кому он выписан.',
    coupon_not_for_level:
      'Купоны положены тарифу «Энтерпрайз», а у портала сейчас другой. Если у вас коробка, попросите службу отметить её редакцию.',
    coupons_not_offered: 'По вашим условиям спецобращений нет. Откройте обычное обращение.',
    coupon_missing:
      'Спецобращений не осталось. Введите новый купон: его выписывают при продлении лицензии. Обычное обращение можно открыть и сейчас.',
    coupons_issued:
      'Эти купоны уже выпущены, второй раз их коды не показать. Найдите их в списке, отзовите и выпустите новые.',
    coupon_purchase_date:
      'С такой датой покупки купон не действовал бы ни дня. Проверьте её: она не позже сегодняшней.',
    special_kind_unknown: 'Такого вида спецобращений в ваших условиях нет. Обновите страницу и выберите снова.',
    special_limits: 'В одно спецобращение входит не больше, чем сказано рядом со списком, и хотя бы по одной строке.',
    special_not_spent: 'По этому обращению возвращать нечего: спецобращение не списано или уже возвращено.',
  } satisfies Record<keyof typeof couponRefusals, string>,
  uk: {
    coupon_wrong: 'Такого купона немає. Звірте код із листом про купівлю або попросіть службу випустити його заново.',
    coupon_ended: 'Термін цього купона закінчився. Під час продовження ліцензії виписують новий: введіть його.',
    coupon_revoked: 'Служба відкликала цей купон. Запитайте в неї новий.',
    coupon_used_up:
      'Спецзвернення цього купона витрачено. Продовжте ліцензію: вам випишуть новий купон. Звичайне звернення можна відкрити й зараз.',
    coupon_elsewhere: 'Цей купон уже введено на іншому порталі. Запитайте службу, кому його виписано.',
    coupon_not_for_level:
      'Купони належать тарифу «Ентерпрайз», а в порталу зараз інший. Якщо у вас коробка, попросіть службу позначити її редакцію.',
    coupons_not_offered: 'За вашими умовами спецзвернень немає. Відкрийте звичайне звернення.',
    coupon_missing:
      'Спецзвернень не залишилося. Введіть новий купон: його виписують під час продовження ліцензії. Звичайне звернення можна відкрити й зараз.',
    coupons_issued:
      'Ці купони вже випущено, удруге їхні коди не показати. Знайдіть їх у списку, відкличте й випустіть нові.',
    coupon_purchase_date:
      'З такою датою купівлі купон не діяв би жодного дня. Перевірте її: вона не пізніша за сьогоднішню.',
    special_kind_unknown: 'Такого виду спецзвернень у ваших умовах немає. Оновіть сторінку й виберіть знову.',
    special_limits: 'В одне спецзвернення входить не більше, ніж сказано поруч зі списком, і хоча б по одному рядку.',
    special_not_spent: 'За цим зверненням повертати нічого: спецзвернення не списано або вже повернено.',
  },
  en: {
    coupon_wrong:
      'There is no such coupon. Compare the code with the letter about your purchase, or ask the desk for a new one.',
    coupon_ended: 'This coupon has ended. Renewing the licence brings a new one: enter that.',
    coupon_revoked: 'The desk has revoked this coupon. Ask it for a new one.',
    coupon_used_up:
      'The special requests of this coupon are used up. Renew the licence and you get a new coupon. An ordinary ticket can be opened now.',
    coupon_elsewhere: 'This coupon was already entered in another portal. Ask the desk whom it was issued for.',
    coupon_not_for_level:
      'Coupons belong to the Enterprise tariff, and this portal has another one now. If yours is a box, ask the desk to note its edition.',
    coupons_not_offered: 'Your terms have no special requests. Open an ordinary ticket.',
    coupon_missing:
      'No special requests are left. Enter a new coupon: renewing the licence brings one. An ordinary ticket can be opened now.',
    coupons_issued:
      'These coupons were already issued, and their codes are not shown twice. Find them in the list, revoke them and issue new ones.',
    coupon_purchase_date:
      'Bought on that date the coupon would not count for a single day. Check it: it is not later than today.',
    special_kind_unknown: 'Your terms have no such kind of special request. Reload the page and choose again.',
    special_limits: 'One special request takes no more than is said beside the list, and at least one line of each.',
    special_not_spent:
      'Nothing can be given back for this ticket: no special request was taken, or it was given back already.',
  },
})
