import { catalogue } from '#contract/common.ts'

/** Other terms of the partner, beforehand and for a while afterwards (E9). */
export const termsTexts = catalogue({
  ru: {
    coming: '«{desk}» меняет условия поддержки {date}',
    begun: 'Условия поддержки «{desk}» изменились {date}',
    untilThen: 'До этого дня всё остаётся как сейчас.',
    packagesStay: 'Купленные пакеты и открытые обращения остаются на прежних условиях.',
    show: 'Что меняется',
    what: 'Что',
    before: 'Было',
    after: 'Станет',
    nothingForYou: 'Для вашего портала ничего не меняется.',
    close: 'Понятно',
  },
  uk: {
    coming: '«{desk}» змінює умови підтримки {date}',
    begun: 'Умови підтримки «{desk}» змінилися {date}',
    untilThen: 'До цього дня все залишається як зараз.',
    packagesStay: 'Куплені пакети й відкриті звернення залишаються на попередніх умовах.',
    show: 'Що змінюється',
    what: 'Що',
    before: 'Було',
    after: 'Стане',
    nothingForYou: 'Для вашого порталу нічого не змінюється.',
    close: 'Зрозуміло',
  },
  en: {
    coming: '“{desk}” changes its terms of support on {date}',
    begun: 'The terms of support by “{desk}” changed on {date}',
    untilThen: 'Until then everything stays as it is now.',
    packagesStay: 'Packages that were bought and tickets that are open keep their former terms.',
    show: 'What changes',
    what: 'What',
    before: 'Before',
    after: 'After',
    nothingForYou: 'Nothing changes for your portal.',
    close: 'Got it',
  },
})
