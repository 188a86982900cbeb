"""First names as they are common in the four languages' countries: what tells a person's name from
other words with a capital."""

from __future__ import annotations

_FIRST_NAMES_WORDS = """
    aaron adam adrian agnes alain albert aldo alessandra alessandro alessia alex alexander
    alexandra alfred alice alina amanda amelia amélie andré andrea andreas andrew angela angelika
    angelo anita anja anke ann anna anne anneliese annette anthony antje antoine antonia antonio
    armin arnaud arno arthur astrid aurélie axel barbara bastian beat beate beatrice beatrix ben
    benedikt benjamin benoît bernadette bernard bernd bernhard bettina bianca birgit björn bob
    boris brigitte brian britta bruno camille carina carl carla carlo carlos carmen carol caroline
    caterina catherine cécile céline chantal charles charlotte chiara chloé chris christa christel
    christian christiane christina christine christof christoph christophe christopher clara
    claire claude claudia claudio clémence cornelia corinne cristina daniel daniela daniele
    danielle dave david davide deborah denis denise detlef dieter dietmar dimitri dirk dominik
    dominique donald donna doris dorothea edith eduard edward elena eleonora eliane elisa
    elisabeth elisabetta elizabeth elke ellen emanuele emil emilia emily emma emmanuel enrico enzo
    eric erica erich erik erika erwin esther étienne eugen eva evelyn fabian fabien fabio fabrice
    federica federico felix ferdinand filippo florence florian francesca francesco francine
    francis franco françois françoise franz franziska frederic frédéric friedrich fritz gabi
    gabriel gabriela gabriele gabriella gary gaston georg george georges gerald gérard gerd gerda
    gerhard gertrud giacomo gianluca gianni gilles giorgia giorgio giovanna giovanni gisela giulia
    giulio giuseppe gottfried greg gregor gregory gudrun guido guillaume gustav günter günther
    hanna hannah hannes hans hansjörg hansruedi harald harold harry hartmut heather heidi heike
    heiko heiner heinrich heinz helen hélène helena helga helmut henri henrik henry herbert
    hermann holger horst hubert hugo ida ilaria ilona ilse ines inga inge ingrid irena irene irina
    iris isabel isabella isabelle ivan ivana jack jacob jacqueline jacques jakob james jan jana
    jane janet janine jason jasmin jean jeanne jeff jeffrey jennifer jens jérôme jessica jim
    joachim jochen joe joël johann johanna johannes john jonas jonathan jörg jörn josef joseph
    joshua judith jules julia julian juliane julie julien jürg jürgen justin jutta kai karen karin
    karl karla karoline kaspar katharina katherine kathleen kathrin katja katrin kenneth kerstin
    kevin kilian kim klaus konrad kristin kurt kyle lara larry lars laura laurence laurent lea léa
    leo leon leonardo leonie lena linda lisa livia lorenz lorenzo louis louise luc luca lucas
    lucia lucie ludwig luigi luise lukas lydia madeleine magdalena manfred manuel manuela marc
    marcel marcello marco margaret margrit maria marianne marie marina mario marion marius markus
    marlene marta martha martin martina mary massimo mathias mathieu mathilde matteo matthew
    matthias maurice mauro max maximilian megan melanie mélanie meinrad michael michaela michel
    michela michele michelle mike miriam mirjam monica monika moritz nadia nadine nadja nancy
    natalie nathalie nathan nico nicolas nicole nicoletta niklaus nils nina noah norbert olaf
    oliver olivia olivier oscar oskar otto pamela paola paolo pascal patricia patrick patrizia
    paul paula pauline peter petra philip philipp philippe pia pierre pietro rachel raffaele
    rainer ralf ralph ramona raphael rebecca regina regula reinhard renate renato rené reto
    riccardo richard rita robert roberta roberto roger roland rolf roman ronald rosa rosmarie
    rosemarie rudolf ruedi ruth ryan sabine sabrina salvatore sam samantha samuel sandra sandro
    sara sarah sascha scott sébastien sebastian serena serge sergio severin sibylle sigrid silke
    silvia silvio simon simona simone sofia sonia sonja sophie stefan stefania stefanie stefano
    steffen stephan stéphane stéphanie stephanie stephen steve steven susan susanna susanne
    suzanne sven sylvia sylvie tania tanja tatjana ted thérèse theresa theo thierry thomas
    thorsten tim timothy tina tobias tom tommaso tony torsten ulrich ulrike urs ursula ute uwe
    valentin valentina valérie vanessa vera verena veronica veronika victor victoria viktor
    vincent vincenzo virginie viviane volker walter wendy werner wilhelm william winfried wolfgang
    xavier yannick yves yvonne zoe angus justus sahra cem anton alois gesine hubertus andrej
    joschka erdogan barack wladimir vladimir elon mark bill sergey satya
"""
FIRST_NAMES = frozenset(_FIRST_NAMES_WORDS.split())
# First names that are other words too: they need a name behind them.
_AMBIGUOUS_WORDS = """
    mark bill art will may rose hope grace frank ernst heinz franco rosa iris viola max jean kim
    sandy joy faith dawn amber ruby jack rob bob pat sue drew grant chase pierre claire clara
    marina regina carina victoria georgia florence vera beat carmen linda felix august alma sara
    leo jan carol paris chance christian roman german viktoria franz horst ben sam don gay dick
    urs lea mia ida
"""
AMBIGUOUS = frozenset(_AMBIGUOUS_WORDS.split())
