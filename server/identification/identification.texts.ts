import { catalogue } from '#contract/common.ts'

/** What a bot says to whoever is to be known first (I2). */
export const identificationTexts = catalogue({
  ru: {
    number:
      'Ваше число: {number}. Вернитесь в Битрикс24, в приложение поддержки: там то же число, нажмите «Подтвердить». После этого пишите сюда.',
    over: 'Эта ссылка больше не действует. Получите новую в приложении поддержки: «Настройки», «Мессенджеры».',
    unknown:
      'Здравствуйте! Здесь отвечает поддержка, но мы пока не знаем, кто вы. Откройте в Битрикс24 приложение поддержки: «Настройки», «Мессенджеры», и перейдите оттуда по ссылке. До этого обращение не создаётся.',
    begin: 'Представиться здесь',
    again: 'Начать заново',
    unknownOrSay:
      'Здравствуйте! Здесь отвечает поддержка, но мы пока не знаем, кто вы. Есть два пути. Откройте в Битрикс24 приложение поддержки: «Настройки», «Мессенджеры», и перейдите оттуда по ссылке. Или нажмите «Представиться здесь»: спросим ФИО, должность и почту и пришлём на неё код. До этого обращение не создаётся.',
    fullName: 'Напишите имя и фамилию, как в Битрикс24.',
    position: 'Напишите должность, как в Битрикс24.',
    email: 'Напишите адрес почты, который указан у вас в Битрикс24.',
    noEmail: 'Это не похоже на адрес почты. Напишите его целиком, например anna@firma.ru.',
    checked:
      'Спасибо. Если имя, должность и почта совпадают с вашим профилем в Битрикс24, на эту почту придёт код из 6 цифр: он действует 10 минут. Напишите его сюда. Письма нет? Проверьте «Спам» и данные в профиле.',
    noCode: 'Сейчас здесь нужен код из письма: 6 цифр. Письма нет? Проверьте «Спам» или начните заново.',
    wrongCode: 'Код не подошёл. Проверьте цифры: код действует 10 минут, попыток пять. Или начните заново.',
    tooOften:
      'Представиться можно три раза за час. Попробуйте позже или перейдите по ссылке из приложения в Битрикс24.',
    proven: 'Спасибо, {name}. Теперь мы знаем, кто вы. Напишите, с чем помочь: сообщение станет обращением.',
    ticketWaits:
      'По обращению {number} нужен код: мы отправили его на вашу почту из Битрикс24. Напишите его сюда. До этого ответы видны только в приложении поддержки.',
    ticketCodeWrong: 'Код не подошёл. Проверьте цифры или подтвердите обращение в приложении поддержки.',
    ticketProven: 'Спасибо, код подошёл. Обращение продолжается: ответы придут сюда.',
  },
  uk: {
    number:
      'Ваше число: {number}. Поверніться в Бітрікс24, у застосунок підтримки: там те саме число, натисніть «Підтвердити». Після цього пишіть сюди.',
    over: 'Це посилання більше не діє. Отримайте нове в застосунку підтримки: «Налаштування», «Месенджери».',
    unknown:
      'Вітаємо! Тут відповідає підтримка, але ми поки не знаємо, хто ви. Відкрийте в Бітрікс24 застосунок підтримки: «Налаштування», «Месенджери», і перейдіть звідти за посиланням. До цього звернення не створюється.',
    begin: 'Назватися тут',
    again: 'Почати заново',
    unknownOrSay:
      'Вітаємо! Тут відповідає підтримка, але ми поки не знаємо, хто ви. Є два шляхи. Відкрийте в Бітрікс24 застосунок підтримки: «Налаштування», «Месенджери», і перейдіть звідти за посиланням. Або натисніть «Назватися тут»: спитаємо ПІБ, посаду й пошту та надішлемо на неї код. До цього звернення не створюється.',
    fullName: 'Напишіть ім’я та прізвище, як у Бітрікс24.',
    position: 'Напишіть посаду, як у Бітрікс24.',
    email: 'Напишіть адресу пошти, яку вказано у вас у Бітрікс24.',
    noEmail: 'Це не схоже на адресу пошти. Напишіть її повністю, наприклад anna@firma.ua.',
    checked:
      'Дякуємо. Якщо ім’я, посада й пошта збігаються з вашим профілем у Бітрікс24, на цю пошту надійде код із 6 цифр: він діє 10 хвилин. Напишіть його сюди. Листа немає? Перевірте «Спам» і дані у профілі.',
    noCode: 'Зараз тут потрібен код із листа: 6 цифр. Листа немає? Перевірте «Спам» або почніть заново.',
    wrongCode: 'Код не підійшов. Перевірте цифри: код діє 10 хвилин, спроб п’ять. Або почніть заново.',
    tooOften:
      'Назватися можна тричі за годину. Спробуйте пізніше або перейдіть за посиланням із застосунку в Бітрікс24.',
    proven: 'Дякуємо, {name}. Тепер ми знаємо, хто ви. Напишіть, з чим допомогти: повідомлення стане зверненням.',
    ticketWaits:
      'За зверненням {number} потрібен код: ми надіслали його на вашу пошту з Бітрікс24. Напишіть його сюди. До цього відповіді видно лише в застосунку підтримки.',
    ticketCodeWrong: 'Код не підійшов. Перевірте цифри або підтвердьте звернення в застосунку підтримки.',
    ticketProven: 'Дякуємо, код підійшов. Звернення триває: відповіді надійдуть сюди.',
  },
  en: {
    number:
      'Your number: {number}. Go back to the support application in Bitrix24: it shows the same number, press “Confirm”. Then write here.',
    over: 'This link is good no longer. Get a new one in the support application: “Settings”, “Messengers”.',
    unknown:
      'Hello! Support answers here, but we do not know yet who you are. Open the support application in Bitrix24: “Settings”, “Messengers”, and follow the link from there. Until then no ticket is made.',
    begin: 'Say who you are here',
    again: 'Begin again',
    unknownOrSay:
      'Hello! Support answers here, but we do not know yet who you are. There are two ways. Open the support application in Bitrix24: “Settings”, “Messengers”, and follow the link from there. Or press “Say who you are here”: we ask for your name, position and e-mail and send a code there. Until then no ticket is made.',
    fullName: 'Write your first and last name as in Bitrix24.',
    position: 'Write your position as in Bitrix24.',
    email: 'Write the e-mail address that your Bitrix24 profile has.',
    noEmail: 'This does not look like an e-mail address. Write all of it, for example anna@firm.com.',
    checked:
      'Thank you. If name, position and e-mail are those of your Bitrix24 profile, a code of 6 digits comes to that address: it is good for 10 minutes. Write it here. No letter? Look into “Spam” and at your profile.',
    noCode: 'The code from the letter is needed here now: 6 digits. No letter? Look into “Spam” or begin again.',
    wrongCode: 'The code does not fit. Check the digits: it is good for 10 minutes and five tries. Or begin again.',
    tooOften:
      'You can say who you are three times an hour. Try later or follow the link from the application in Bitrix24.',
    proven: 'Thank you, {name}. Now we know who you are. Write what you need: your message becomes a ticket.',
    ticketWaits:
      'Ticket {number} needs a code: we have sent it to your e-mail as in Bitrix24. Write it here. Until then answers are only in the support application.',
    ticketCodeWrong: 'The code does not fit. Check the digits or confirm the ticket in the support application.',
    ticketProven: 'Thank you, the code fits. The ticket goes on: answers come here.',
  },
})

/** The letter with a one-time code (I4): nothing to click, and the code not in the subject. */
export const codeLetterTexts = catalogue({
  ru: {
    subject: 'Код подтверждения: {desk}',
    asked:
      'В {messenger} кто-то назвал ваши имя, должность и почту и хочет писать в поддержку «{desk}» от вашего имени.',
    askedFor: 'По обращению {number}, которое пришло из {messenger}, нужен код: так мы убеждаемся, что пишете вы.',
    code: 'Код: {code}',
    good: 'Напишите его боту. Код действует {minutes} мин. и подходит один раз.',
    notYou: 'Если это не вы, ничего не делайте и никому не сообщайте код: без него никто не напишет от вашего имени.',
  },
  uk: {
    subject: 'Код підтвердження: {desk}',
    asked: 'У {messenger} хтось назвав ваші ім’я, посаду й пошту та хоче писати в підтримку «{desk}» від вашого імені.',
    askedFor: 'За зверненням {number}, яке надійшло з {messenger}, потрібен код: так ми переконуємося, що пишете ви.',
    code: 'Код: {code}',
    good: 'Напишіть його боту. Код діє {minutes} хв і підходить один раз.',
    notYou: 'Якщо це не ви, нічого не робіть і нікому не кажіть код: без нього ніхто не напише від вашого імені.',
  },
  en: {
    subject: 'Confirmation code: {desk}',
    asked:
      'In {messenger} somebody has given your name, position and e-mail and wants to write to the support of “{desk}” in your name.',
    askedFor: 'Ticket {number}, which came from {messenger}, needs a code: so we know that it is you who writes.',
    code: 'Code: {code}',
    good: 'Write it to the bot. The code is good for {minutes} min and fits once.',
    notYou: 'If this was not you, do nothing and tell nobody the code: without it nobody writes in your name.',
  },
})
