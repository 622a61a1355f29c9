/** What a text tells: the way to the trouble, two ordered actions at least; what the request is for, or what depends on it. */
export type Told = { steps: boolean; goal: boolean; text: string }

/** Written before the rules that read them. What these missed was looked at: a guard against steps back, no measure. */
export const russian: readonly Told[] = [
  {
    steps: true,
    goal: false,
    text: 'Зашёл в настройки телефонии, выбрал номер, поменял приветствие – в трубке звучит старое.',
  },
  {
    steps: true,
    goal: false,
    text: 'Сначала создаю счёт из сделки, потом меняю в нём плательщика. Сумма НДС после этого пустая.',
  },
  {
    steps: true,
    goal: false,
    text: 'Чтобы повторить:\n1. Открыть любую задачу с крайним сроком.\n2. Сдвинуть срок на день назад.\n3. Обновить страницу.\nСрок возвращается на прежний.',
  },
  {
    steps: true,
    goal: false,
    text: 'Открыла карточку компании. Нажала «Реквизиты». Ввела ИНН. После этого страница белая.',
  },
  {
    steps: true,
    goal: false,
    text: 'Если в канбане перетащить сделку в «Оплачено», а затем вернуть обратно, у неё исчезает ответственный.',
  },
  {
    steps: false,
    goal: false,
    text: 'Письма из сделок не уходят. Чистила кеш, меняла браузер, перезаходила – то же самое.',
  },
  { steps: false, goal: false, text: 'Добавьте в роль «Логист» просмотр складов и уберите у неё удаление заказов.' },
  { steps: false, goal: false, text: 'При сохранении товара пишет «Не указана единица измерения», хотя она указана.' },
  {
    steps: false,
    goal: false,
    text: '1. Закройте доступ Панину.\n2. Создайте учётку Орловой.\n3. Пришлите акт за октябрь.',
  },
  {
    steps: false,
    goal: true,
    text: 'Нужно, чтобы клиенты могли сами видеть, на каком этапе их заказ, и не звонили нам.',
  },
  {
    steps: false,
    goal: true,
    text: 'Цель – сократить время ответа на заявку до часа. Каким роботом это лучше сделать?',
  },
  { steps: false, goal: true, text: 'Не выгружается ведомость, а зарплату мы обязаны выдать завтра.' },
  {
    steps: false,
    goal: true,
    text: 'Какой тариф взять? Хотим добиться, чтобы филиалы вели свои сделки отдельно от нас.',
  },
  { steps: false, goal: false, text: 'Сделайте так, чтобы поле «Скидка» было обязательным.' },
  { steps: false, goal: false, text: 'Хотелось бы, чтобы кнопка «Печать» снова появилась в счёте.' },
]

export const ukrainian: readonly Told[] = [
  {
    steps: true,
    goal: false,
    text: 'Зайшла в контакти, відмітила трьох, натиснула «Об’єднати» – пише, що бракує прав.',
  },
  {
    steps: true,
    goal: false,
    text: 'Спочатку відкриваю календар, далі перетягую зустріч на п’ятницю, і вона зникає зовсім.',
  },
  {
    steps: true,
    goal: false,
    text: 'Як повторити: відкрити товар, змінити ціну, зберегти, відкрити знову. Ціна стара.',
  },
  {
    steps: true,
    goal: false,
    text: 'Обрав шаблон договору. Заповнив усі поля. Натиснув «Сформувати». Документ так і не з’явився.',
  },
  { steps: true, goal: false, text: 'Коли заходиш у групу і натискаєш «Файли», крутиться коліщатко без кінця.' },
  {
    steps: false,
    goal: false,
    text: 'Дзвінки обриваються на десятій секунді. Міняли гарнітури, перезавантажували роутер.',
  },
  { steps: false, goal: false, text: 'Видаліть, будь ласка, тестову воронку та перенесіть її угоди в основну.' },
  { steps: false, goal: false, text: 'Після оновлення портал відкривається дуже довго, особливо стрічка.' },
  {
    steps: false,
    goal: true,
    text: 'Треба, щоб наші кур’єри могли відмічати доставку з телефону і не дзвонили диспетчеру.',
  },
  { steps: false, goal: true, text: 'Мета проста: директор має щодня бачити залишок грошей без дзвінка бухгалтеру.' },
  { steps: false, goal: true, text: 'Чеки не друкуються, люди стоять у черзі, половина розвертається та йде.' },
  {
    steps: false,
    goal: true,
    text: 'Продовжте пробний період, бо ми ще не визначилися з тарифом і показуємо систему керівництву в середу.',
  },
  { steps: false, goal: true, text: 'Підкажіть, як вивантажити всі угоди. Готуємося до перевірки податкової.' },
  { steps: false, goal: false, text: 'Зробіть так, щоб сповіщення приходили одним листом.' },
  { steps: false, goal: false, text: 'Хто може змінити назву порталу і де це робиться?' },
]

export const english: readonly Told[] = [
  {
    steps: true,
    goal: false,
    text: 'I opened the invoice, changed the currency and hit Save. The total stayed in dollars.',
  },
  {
    steps: true,
    goal: false,
    text: 'I go to the warehouse page and click Transfer, then a red banner says "No rights".',
  },
  {
    steps: true,
    goal: false,
    text: 'How to repeat it: log in as any intern, open the feed, press Like. The counter shows -1.',
  },
  {
    steps: true,
    goal: false,
    text: 'First I select two contacts. Then I choose Merge. Both disappear from the list.',
  },
  { steps: true, goal: false, text: 'If you attach a file to a task and then rename it, the preview is blank.' },
  {
    steps: false,
    goal: false,
    text: 'The web form is down. Tried two browsers, cleared the cache, restarted the router.',
  },
  { steps: false, goal: false, text: 'Please add Maria to the Support group and remove her from Sales.' },
  { steps: false, goal: false, text: 'When saving a quote we get "Template not found".' },
  {
    steps: false,
    goal: true,
    text: 'We want our partners to see their own orders so that they stop emailing us for updates.',
  },
  { steps: false, goal: true, text: 'The aim is to have one place where support can look up a warranty.' },
  { steps: false, goal: true, text: 'Exports are empty and our accountant has to file the return on Thursday.' },
  { steps: false, goal: true, text: 'Can you raise the user limit? We are hiring eight people next month.' },
  { steps: false, goal: true, text: 'Which plan has workflows? We are trying to get rid of paper approvals.' },
  { steps: false, goal: false, text: 'The sidebar should stay open after I reload the page.' },
  { steps: false, goal: false, text: 'How do I change the language of one user?' },
]
