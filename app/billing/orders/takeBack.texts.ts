import { catalogue } from '#contract/common.ts'

/** A payment that was recorded by mistake (Q9). */
export const takeBackTexts = catalogue({
  ru: {
    takeBack: 'Отменить запись',
    takeBackOf: 'Отменить запись оплаты № {number}: {money}',
    takenBack: 'Запись отменена {date}, {name}: {reason}',
    title: 'Отменить запись оплаты?',
    lead: '{portal}: документ № {number} от {date}, {money}.',
    onlySum: 'Полученная сумма уменьшится, заказ и кванты останутся как есть.',
    onlyCredit: 'Остальные оплаты покрывают заказ: уменьшится только лишнее.',
    packageGone:
      'Оставшихся денег на заказ не хватит: пакет потеряет все кванты, заказ снова будет ждать оплаты. Если срок заказа прошёл, он закроется.',
    owedAgain:
      'Оставшихся денег на заказ не хватит: его кванты снова станут к оплате, заказ снова будет ждать оплаты. Если срок заказа прошёл, он закроется.',
    reason: 'Причина',
    seen: 'Её увидит клиент.',
    reasonNeeded: 'Напишите причину.',
    used: 'Использовано: {quanta}.',
    yes: 'Отменить запись',
    done: 'Запись оплаты отменена.',
    doneOpen: 'Запись оплаты отменена, заказ снова ждёт оплаты.',
  },
  uk: {
    takeBack: 'Скасувати запис',
    takeBackOf: 'Скасувати запис оплати № {number}: {money}',
    takenBack: 'Запис скасовано {date}, {name}: {reason}',
    title: 'Скасувати запис оплати?',
    lead: '{portal}: документ № {number} від {date}, {money}.',
    onlySum: 'Отримана сума зменшиться, замовлення й кванти лишаться як є.',
    onlyCredit: 'Решта оплат покриває замовлення: зменшиться лише зайве.',
    packageGone:
      'Решти грошей на замовлення не вистачить: пакет утратить усі кванти, замовлення знову чекатиме на оплату. Якщо строк замовлення минув, воно закриється.',
    owedAgain:
      'Решти грошей на замовлення не вистачить: його кванти знову стануть до сплати, замовлення знову чекатиме на оплату. Якщо строк замовлення минув, воно закриється.',
    reason: 'Причина',
    seen: 'Її побачить клієнт.',
    reasonNeeded: 'Напишіть причину.',
    used: 'Використано: {quanta}.',
    yes: 'Скасувати запис',
    done: 'Запис оплати скасовано.',
    doneOpen: 'Запис оплати скасовано, замовлення знову чекає на оплату.',
  },
  en: {
    takeBack: 'Take back',
    takeBackOf: 'Take back payment No. {number}: {money}',
    takenBack: 'Taken back {date}, {name}: {reason}',
    title: 'Take back the payment?',
    lead: '{portal}: document No. {number} of {date}, {money}.',
    onlySum: 'The sum received falls; the order and its quanta stay as they are.',
    onlyCredit: 'The other payments cover the order: only the credit falls.',
    packageGone:
      'What is left does not cover the order: its package loses all its quanta, and the order waits for payment again. If its days are over, it lapses.',
    owedAgain:
      'What is left does not cover the order: its quanta are owed again, and the order waits for payment again. If its days are over, it lapses.',
    reason: 'Reason',
    seen: 'The client reads it.',
    reasonNeeded: 'Write the reason.',
    used: 'Used: {quanta}.',
    yes: 'Take back',
    done: 'The payment was taken back.',
    doneOpen: 'The payment was taken back, the order waits for payment again.',
  },
})
