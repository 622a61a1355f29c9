import { catalogue } from '#contract/common.ts'

/** What a bot says to whoever is to be known first (I2). */
export const identificationTexts = catalogue({
  ru: {
    number:
      'Ваше число: {number}. Вернитесь в Битрикс24, в приложение поддержки: там то же число, нажмите «Подтвердить». После этого пишите сюда.',
    over: 'Эта ссылка больше не действует. Получите новую в приложении поддержки: «Настройки», «Мессенджеры».',
    unknown:
      'Здравствуйте! Здесь отвечает поддержка, но мы пока не знаем, кто вы. Откройте в Битрикс24 приложение поддержки: «Настройки», «Мессенджеры», и перейдите оттуда по ссылке. До этого обращение не создаётся.',
  },
  uk: {
    number:
      'Ваше число: {number}. Поверніться в Бітрікс24, у застосунок підтримки: там те саме число, натисніть «Підтвердити». Після цього пишіть сюди.',
    over: 'Це посилання більше не діє. Отримайте нове в застосунку підтримки: «Налаштування», «Месенджери».',
    unknown:
      'Вітаємо! Тут відповідає підтримка, але ми поки не знаємо, хто ви. Відкрийте в Бітрікс24 застосунок підтримки: «Налаштування», «Месенджери», і перейдіть звідти за посиланням. До цього звернення не створюється.',
  },
  en: {
    number:
      'Your number: {number}. Go back to the support application in Bitrix24: it shows the same number, press “Confirm”. Then write here.',
    over: 'This link is good no longer. Get a new one in the support application: “Settings”, “Messengers”.',
    unknown:
      'Hello! Support answers here, but we do not know yet who you are. Open the support application in Bitrix24: “Settings”, “Messengers”, and follow the link from there. Until then no ticket is made.',
  },
})
