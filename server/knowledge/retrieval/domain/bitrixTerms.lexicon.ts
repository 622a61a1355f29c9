/**
 * One meaning a line, of what Bitrix24 and support speak of: words for it in Russian | Ukrainian | English. All forms of a word are known by
 * one. A word of several lines has several meanings.
 */
export const bitrixTerms: readonly string[] = `
сделка | угода | deal opportunity
лид | лід | lead prospect
контакт | контакт | contact
компания организация фирма | компанія організація фірма | company organization organisation firm
клиент заказчик покупатель | клієнт замовник покупець | client customer buyer
воронка направление туннель | воронка напрямок тунель | funnel pipeline tunnel
стадия этап | стадія етап | stage phase step
статус состояние | статус стан | status state
канбан доска | канбан дошка | kanban board
црм срм | црм срм | crm
карточка | картка | card
счет инвойс | рахунок інвойс | invoice bill
коммерческое предложение | комерційна пропозиція | quote estimate proposal
товар продукт | товар продукт | product goods item
каталог | каталог | catalog catalogue
склад остаток | склад залишок | warehouse stock inventory
заказ | замовлення | order
магазин | магазин | store shop
оплата платеж | оплата платіж | payment pay
касса чек | каса чек | receipt cashbox checkout
скидка | знижка | discount
налог ндс | податок пдв | tax vat
реквизиты | реквізити | requisites bank details
договор контракт | договір контракт | contract agreement
смарт-процесс смарт | смарт-процес смарт | smart spa
бизнес | бізнес | business
процесс | процес | process workflow
робот автоматизация | робот автоматизація | robot automation automate
триггер | тригер | trigger
правило | правило | rule
условие | умова | condition
задача задание поручение | завдання задача доручення | task assignment todo
подзадача | підзавдання підзадача | subtask
проект | проєкт проект | project
группа | група | group workgroup
исполнитель ответственный | виконавець відповідальний | assignee responsible
соисполнитель | співвиконавець | participant
постановщик | постановник | creator
наблюдатель | спостерігач | observer watcher
срок дедлайн | термін дедлайн | deadline due term
просрочен опоздание | прострочений запізнення | overdue late
чек-лист чеклист | чек-лист чекліст | checklist
шаблон заготовка | шаблон заготовка | template preset
скрам спринт | скрам спринт | scrum sprint
эпик бэклог | епік беклог | epic backlog
гант диаграмма | гант діаграма | gantt chart
календарь | календар | calendar
событие встреча | подія зустріч | event meeting
напоминание | нагадування | reminder remind
расписание график | розклад графік | schedule timetable
отпуск отсутствие | відпустка відсутність | vacation absence leave holiday
рабочий | робочий | working work
день | день | day
смена | зміна | shift
учет | облік | tracking accounting
опоздание прогул | запізнення прогул | lateness absence
сотрудник работник коллега | співробітник працівник колега | employee colleague staff worker
пользователь юзер | користувач юзер | user
руководитель начальник босс | керівник начальник | manager supervisor head boss
подчиненный | підлеглий | subordinate
отдел подразделение департамент | відділ підрозділ департамент | department unit division
структура оргструктура | структура оргструктура | structure hierarchy
администратор админ | адміністратор адмін | administrator admin
интегратор внедренец | інтегратор впроваджувач | integrator implementer
партнер | партнер | partner
экстранет внешний | екстранет зовнішній | extranet external
гость | гість | guest
приглашение пригласить позвать | запрошення запросити | invitation invite
увольнение уволить | звільнення звільнити | dismissal dismiss fire
права доступ разрешение полномочия | права доступ дозвіл повноваження | permission access right
роль | роль | role
портал | портал | portal account
чат переписка диалог | чат листування діалог | chat conversation dialog
мессенджер | месенджер | messenger
сообщение | повідомлення | message
уведомление оповещение | сповіщення | notification alert notify
канал | канал | channel
лента новости | стрічка новини | feed news stream
пост публикация запись | допис публікація | post publication
комментарий отзыв | коментар відгук | comment feedback review
реакция лайк | реакція лайк | reaction like
опрос голосование | опитування голосування | poll vote survey
звонок вызов дозвон | дзвінок виклик | call dial
видеозвонок конференция созвон | відеодзвінок конференція | videocall conference
телефония атс | телефонія атс | telephony pbx voip
номер | номер | number
трубка гарнитура | слухавка гарнітура | handset headset
переадресация | переадресація | forwarding redirect
автоответчик | автовідповідач | voicemail
очередь | черга | queue
оператор специалист | оператор спеціаліст фахівець | operator agent specialist
открытые линии линия | відкриті лінії лінія | openlines openchannel line
бот чат-бот чатбот | бот чат-бот чатбот | bot chatbot
коннектор | конектор | connector
виджет | віджет | widget
форма анкета | форма анкета | form
сайт лендинг | сайт лендінг | site website landing
страница | сторінка | page
блок | блок | block
домен | домен | domain
почта емейл мейл | пошта імейл | mail email
письмо | лист | letter email
ящик | скринька | mailbox inbox
рассылка | розсилка | newsletter mailing campaign
сегмент аудитория | сегмент аудиторія | segment audience
подпись | підпис | signature sign
спам | спам | spam junk
вложение аттач | вкладення | attachment
диск | диск | drive disk
файл документ | файл документ | file document
папка каталог | папка тека | folder directory
корзина | кошик | trash recycle cart bin
ссылка линк | посилання лінк | link url
поделиться общий | поділитися спільний | share shared public
история | історія | history log
версия редакция | версія редакція | version edition
приложение аппка | застосунок додаток | app application
мобильный телефон смартфон | мобільний телефон смартфон | mobile phone smartphone
десктоп настольный | десктоп настільний | desktop
маркет маркетплейс | маркет маркетплейс | market marketplace
тариф план | тариф план | plan tariff subscription
лицензия | ліцензія | license licence
коробка коробочный | коробка коробковий | box selfhosted onpremise
облако облачный | хмара хмарний | cloud
бесплатный | безкоштовний | free
коммерческий платный | комерційний платний | commercial paid
корпоративный энтерпрайз | корпоративний ентерпрайз | enterprise corporate
пробный демо | пробний демо | trial demo
продление продлить | продовження подовження продовжити | renewal renew extend
поддержка саппорт помощь | підтримка саппорт допомога | support help assistance
обращение заявка тикет запрос | звернення заявка тікет запит | ticket request case
код купон промокод | код купон промокод | code coupon promo
подключить подключение | підключити підключення | connect connection
отключить отключение | відключити вимкнути відключення | disconnect disconnection
регламент | регламент | regulation policy
квант | квант | quantum
пакет | пакет | package bundle
остаток баланс | залишок баланс | balance remainder
час | година | hour
минута | хвилина | minute
таймер секундомер | таймер секундомір | timer stopwatch
выходной праздник | вихідний свято | weekend holiday
ночь круглосуточно | ніч цілодобово | night 24/7 roundclock
срочный критический | терміновий критичний | urgent critical
приоритет важность | пріоритет важливість | priority importance
оценка рейтинг | оцінка рейтинг | rating score rate
жалоба претензия | скарга претензія | complaint claim dispute
статья инструкция мануал | стаття інструкція мануал | article manual guide instruction
знания база | знання база | knowledge base wiki
помощник ассистент | помічник асистент | assistant helper
копилот нейросеть ии | копілот нейромережа ші | copilot ai
отчет аналитика | звіт аналітика | report analytics
дашборд показатель | дашборд показник | dashboard metric kpi
план | план | plan goal
фильтр отбор | фільтр відбір | filter
поиск искать найти | пошук шукати знайти | search find
список перечень | список перелік | list
таблица | таблиця | table grid spreadsheet
поле колонка | поле колонка | field column
обязательный | обов'язковий | required mandatory
тег метка ярлык | тег мітка ярлик | tag label
импорт загрузка | імпорт завантаження | import upload
экспорт выгрузка выгрузить | експорт вивантаження вивантажити | export unload
дубль дубликат | дубль дублікат | duplicate
объединить слияние | об'єднати злиття | merge combine
копия копировать скопировать | копія копіювати скопіювати | copy clone
перенос перенести переместить | перенесення перенести перемістити | move transfer migrate
архив | архів | archive
восстановить восстановление вернуть | відновити відновлення повернути | restore recover return
кадры hr | кадри hr | hr personnel
зарплата | зарплата | salary payroll
согласование утверждение | погодження узгодження затвердження | approval approve
`
  .trim()
  .split('\n')
