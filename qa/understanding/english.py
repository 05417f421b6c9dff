"""English phrases that tell what was typed, apart from the rules that use them.

Each is a regular expression that a whole phrase has to match, in lower case and without
punctuation around it.
"""

_YOU = r"(?:you|u|ya|footnote|bot|chatbot|robot|machine)"
_ADDRESSED = (
    r"(?: (?:there|all|everyone|everybody|again|friend|my friend|buddy|mate|dear|sir|madam|man|dude"
    r"|team|footnote|bot|chatbot|chat|robot|assistant|ai|computer|you|world))?"
)

GREETINGS = (
    rf"(?:h+i+|he+y+|hel+o+|hallo|howdy|hiya|yo+|greetings|sup|what'?s up|wassup|moin|servus|hola"
    rf"|bonjour|ciao|salut|good (?:morning|afternoon|evening|day)|morning|evening){_ADDRESSED}",
    rf"(?:and |so )?how (?:are|r) {_YOU}(?: (?:doing|today|doing today))?",
    r"how(?:'s| is) it going(?: today)?|how do you do|nice to meet you|pleased to meet you",
)

THANKS = (
    r"(?:ok(?:ay)? |great |perfect |cool |super |many )?"
    rf"(?:thank(?:s| {_YOU})|thx+|tha?nks|tnx|ty|cheers|merci|danke|gracias|much appreciated)"
    r"(?: (?:a lot|a bunch|very much|so much|again|for (?:the|your|all) (?:help|answer|answers|info"
    r"|information)|that helps?|that helped|buddy|mate|bot|you))*",
    r"(?:that|this|it) (?:was|is|helps?|helped)(?: (?:very|really|so|quite))?"
    r"(?: (?:helpful|useful|all|great|good|perfect|a lot))?(?: (?:thanks|thank you))?",
    r"(?:that'?s|that is) (?:all|it|great|good|perfect|enough|helpful|right|correct)"
    r"(?: (?:for (?:now|today)|thanks|thank you))*",
)

_NOD = (
    r"(?:ok(?:ay)?|k|alright|all right|right|sure|fine|good|great|perfect|cool|nice|super|awesome"
    r"|excellent|wonderful|brilliant|amazing|wow|i see|got it|understood|makes sense|interesting"
    r"|aha|ah|oh|hm+|mhm|yes|yep|yeah|no|nope|well done|good job|nice work|nice one|good one"
    r"|great job|good bot|good answer|great answer|nice answer|not bad|impressive|love it"
    r"|i love (?:it|you|this)|please|pls|sorry|never ?mind|forget it|wait|stop|continue|go on|lol"
    r"|haha+|hehe|then|exactly|maybe|so|very|that was fast)"
)

ACKNOWLEDGEMENTS = (
    rf"{_NOD}(?: {_NOD}){{0,4}}",
    rf"{_YOU} (?:are|r|were)(?: (?:so|very|really|quite|pretty))?"
    r" (?:great|good|smart|clever|helpful|awesome|amazing|cool|funny|the best|right|nice|kind)",
)

GOODBYES = (
    rf"(?:good ?)?(?:bye+)(?:[ -]?bye)?{_ADDRESSED}|see (?:you|ya)(?: (?:later|soon|tomorrow))?"
    r"|farewell|good night|have a (?:nice|good|great) (?:day|evening|weekend|one)|take care|cya"
    r"|i(?:'m| am) (?:done|off)|gotta go|talk (?:to you )?later|later",
)

HELP = (
    r"(?:please |can you |could you |pls )?help(?: me)?(?: (?:please|out|pls))?"
    r"|i need(?: some)? help"
    r"|(?:i (?:am|'m)|im) (?:lost|confused|stuck|new here)",
    rf"what (?:can|could|do|will|would) (?:{_YOU}|this (?:chat|bot|tool|app|page|site))"
    r" (?:do|know|offer"
    rf"|help(?: me)? with"
    r"|answer|understand)(?: (?:for me|exactly|here))*",
    rf"what (?:can|should|could|may|do) i (?:ask|say|type|write)(?: (?:{_YOU}|here|about|now))*",
    r"how (?:does|do) (?:this|the) (?:chat|bot|tool|app|page|site|thing) work"
    r"|how (?:do|can|should) i (?:use (?:you|this (?:chat|bot|tool|app|page|site))"
    r"|ask(?: you)?(?: a)?(?: questions?)?)|how do you work",
    r"(?:commands?|menu|options|manual|instructions|examples?|example questions?|start|get started"
    r"|getting started|begin|info)",
    r"(?:give|show) me (?:some |an )?examples?(?: (?:of )?(?:questions?))?",
    r"what (?:is|are) (?:this|your) (?:for|good for|capabilities|features|limits)|what now"
    r"|now what",
)

IDENTITY = (
    rf"(?:so |and )?(?:who|what) (?:are|r) {_YOU}(?: (?:anyway|exactly|really))?",
    r"(?:what'?s|what is|tell me) your name|do you have a name|introduce yourself"
    r"|what should i call you",
    rf"(?:are|r) {_YOU} (?:an? |the )?(?:real |actual )?(?:ai|a\.i\.?|robot|bot|chatbot|human"
    rf"|person|chatgpt"
    r"|chat gpt|gpt|llm|machine|computer|real|alive|sentient|there|conscious|online|gemini|claude"
    r"|copilot|siri|alexa)(?: (?:being|person|or (?:a|an) \w+))?",
    rf"(?:who|which company) (?:made|built|created|trained|wrote|programmed|developed|owns) {_YOU}",
    r"(?:what|which) (?:model|llm|ai|language model|version) (?:are you|is this|do you use"
    r"|do you run)"
    r"(?: (?:on|using))?",
    r"where (?:are you from|do you live|do you come from)|how old are you|do you (?:sleep|dream|eat"
    r"|have feelings|speak \w+|understand \w+|remember me|learn|know me)|are you (?:ok|okay"
    r"|free|busy"
    r"|happy|offline|local|private|safe|listening|working)|where (?:is|does) my data(?: go)?",
)

DOUBTS = (
    r"(?:are|r) (?:you|u)(?: (?:really|quite|absolutely|100 %|100%|totally|so|very))?"
    r" (?:sure|certain|positive|serious|kidding(?: me)?|joking)(?: (?:about (?:that|this|it)))?",
    r"(?:is|was) (?:that|this|it)(?: (?:really|actually))? (?:true|right|correct|so|the truth"
    r"|a lie)",
    r"(?:no )?(?:that|this|it)(?:'s| is| was| can'?t be| cannot be| isn'?t| sounds| seems| looks)"
    r"(?: (?:not|totally|completely|just|all|so|be|really|definitely))*"
    r" (?:wrong|incorrect|false|not true|not right|true|right|correct|nonsense|rubbish|a lie"
    r"|bullshit"
    r"|weird|strange|odd|impossible|what i asked|what i meant|an answer)",
    r"(?:you(?:'re| are| were)|ur) (?:wrong|mistaken|lying|making (?:that|this|it|things) up"
    r"|not sure)",
    r"i (?:don'?t|do not|can'?t) (?:believe (?:you|that|it)|trust (?:you|that|this)|think so"
    r"|agree)",
    r"really|seriously|for real|prove it|how do you know(?: that)?|why should i believe"
    r"(?: (?:you|that))?|wrong|wrong answer|bad answer|not true|no way|try again|check again"
    r"|look again|that doesn'?t answer my question|you didn'?t answer(?: my question)?",
)

INSULTS = (
    r"(?:(?:you|u)(?:'re| are| r)?|what an?|this is|that(?:'s| is)|it(?:'s| is)) ?"
    r"(?:(?:so|such|really|a|an|just|totally|completely|fucking|bloody|damn|the|absolutely"
    r"|pretty) )*"
    r"(?:stupid|dumb|useless|idiot|an idiot|moron|garbage|trash|crap|shit|rubbish|terrible"
    r"|awful|bad"
    r"|worthless|pathetic|annoying|suck|sucks|horrible|the worst|slow|a joke|hopeless|broken)"
    r"(?: (?:bot|machine|thing|piece of \w+|ai|program|software|tool))*",
    r"(?:stupid|dumb|useless|idiotic|fucking|bloody|damn)(?: \w+)?|fuck(?: (?:you|off|this))?"
    r"|shut up"
    r"|shit|damn(?: it)?|crap|wtf|idiot|moron|go away|screw you|i hate (?:you|this)|bullshit"
    r"|piss off"
    r"|what the (?:hell|fuck|heck)|omg|ffs",
)

SMALL_TALK = (
    r"(?:can you |please )?(?:tell|sing|write|read) me (?:a|an|another) (?:joke|story|song|poem"
    r"|riddle"
    r"|fact|secret|fairy tale)|(?:make|got) (?:me laugh|any jokes)|(?:another|a) joke(?: please)?",
    r"i(?:'m| am)(?: (?:so|very|a bit|really|feeling))* (?:bored|tired|sad|happy|hungry|lonely"
    r"|angry"
    r"|sick|fine|good|ok|okay|back|here|drunk|in love)(?: today)?",
    r"(?:what(?:'s| is) the (?:weather|news|meaning of life)|what time is it"
    r"|what day is it)"
    r"(?: (?:like|now|today|tomorrow|outside))*",
    r"(?:nice|lovely|beautiful|terrible|bad) (?:weather|day)(?: (?:today|isn'?t it))*",
    r"do you (?:like|love|hate) (?:me|music|cats|dogs|people|football|pizza)|will you marry me"
    r"|let'?s (?:talk|chat|play(?: a game)?)|talk to me|say (?:something|hello|hi)|entertain me"
    r"|happy (?:birthday|new year|easter)|merry christmas|guess what|anyone (?:there|here|home)"
    r"|(?:is )?(?:anybody|anyone|somebody|someone) (?:there|here)|knock knock|my name is \w+"
    r"|i have a question|can i ask (?:you )?(?:something|a question)|one (?:more )?question"
    r"|may i ask (?:you )?(?:something|a question)",
)

NONSENSE = (
    r"test(?:ing|s)?(?: (?:test(?:ing)?|\d+|one two three))*|(?:foo|bar|baz)(?: (?:foo|bar|baz))*"
    r"|lorem ipsum(?: dolor)?(?: sit)?(?: amet)?|bla+h*(?: bla+h*)*|hello world|abc+|xyz+"
    r"|(?:la|na|ha|ho)+(?: (?:la|na|ha|ho)+)*",
)

LIST_NOUNS = (
    "names items things documents steps rules reasons types kinds sorts colours colors countries "
    "people members options ingredients tools materials requirements conditions duties tasks "
    "products services benefits features parts topics points places cities rooms days languages "
    "examples exceptions fees costs expenses languages authors speakers participants"
).split()
"""Nouns of several things that a question may ask to be listed."""
