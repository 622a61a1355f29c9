import { catalogue } from '../common.ts'

/** Where one client writes. */
export const whereToWriteTexts = catalogue({
  ru: {
    inApp: 'Пишите нам здесь, в обращениях.',
    inAppAnd: 'Пишите нам здесь, в обращениях, или так: {channels}.',
    elsewhere: 'Пишите нам так: {channels}.',
    chooseLater: 'Для коробки выбирают один мессенджер: {channels}. Его назначает поддержка, пока пишите здесь.',
    chosenLater: 'Ваш мессенджер — {channel}. Пока он не подключён, пишите здесь.',
    talkingOnly: 'Только поговорить: {channels}. Обращение оттуда не создаётся.',
  },
  uk: {
    inApp: 'Пишіть нам тут, у зверненнях.',
    inAppAnd: 'Пишіть нам тут, у зверненнях, або так: {channels}.',
    elsewhere: 'Пишіть нам так: {channels}.',
    chooseLater: 'Для коробки обирають один месенджер: {channels}. Його призначає підтримка, поки що пишіть тут.',
    chosenLater: 'Ваш месенджер — {channel}. Поки його не підключено, пишіть тут.',
    talkingOnly: 'Лише поговорити: {channels}. Звернення звідти не створюється.',
  },
  en: {
    inApp: 'Write to us here, in tickets.',
    inAppAnd: 'Write to us here, in tickets, or by: {channels}.',
    elsewhere: 'Write to us by: {channels}.',
    chooseLater: 'A box has one messenger out of: {channels}. The desk chooses it; until then write here.',
    chosenLater: 'Your messenger is {channel}. Until it is connected, write here.',
    talkingOnly: 'For talking only: {channels}. No ticket is made there.',
  },
})
