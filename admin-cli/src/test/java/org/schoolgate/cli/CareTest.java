package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.policy.Decision;

/**
 * Words with care: what lessons, places, names and helpers say is blocked neither for Year 5 nor
 * for Year 1, as a page or as a search, by the lists, phrases and policy that ship. Each subject is
 * a test of its own, so that whoever tunes a phrase sees what it broke.
 */
final class CareTest {

  private static final List<String> GROUPS = List.of("year-5", "year-1");

  @TempDir static Path data;

  private static ShippedFilter filter;

  @BeforeAll
  static void open() {
    filter = ShippedFilter.open(data);
  }

  @Test
  void sexEducation() {
    page(
        "Sex education in Year 6: how a sperm meets an egg, how a baby grows in the womb and how it"
            + " is born through the vagina. Relationships and sex education is taught by class"
            + " teachers. Sexual intercourse is for adults who both want it. We name the penis, the"
            + " testicles, the vulva and the breasts by their proper words.");
    typed("sex education", "how are babies made", "what is sex education in year 6");
  }

  @Test
  void puberty() {
    page(
        "Puberty: breasts grow, periods start, voices break, and hair grows under the arms and"
            + " around the penis or vulva. Erections and wet dreams are normal. Masturbation is"
            + " private. Ask the school nurse about tampons and pads.");
    typed("what is puberty", "when do breasts start to grow", "why do boys get erections");
  }

  @Test
  void theHolocaust() {
    page(
        "The Holocaust: the Nazis murdered six million Jews. At Auschwitz people were killed in gas"
            + " chambers. Hitler taught that Jews were subhuman and vermin; neighbours looked away."
            + " Anne Frank wrote her diary in hiding. Holocaust Memorial Day is on 27 January.");
    typed(
        "what was the holocaust",
        "why did hitler hate jews",
        "anne frank",
        "how many jews were killed in the holocaust");
  }

  @Test
  void essexSussexAndMiddlesex() {
    page(
        "Essex, Sussex, Wessex and Middlesex were kingdoms of the Saxons. The University of Essex"
            + " and Middlesex Hospital take their names from them. Sussex play Essex on Sunday.");
    typed("essex", "university of essex", "middlesex hospital", "sussex cricket");
  }

  @Test
  void namesOfPupilsThatNoDictionaryHas() {
    typed(
        "please email mrs ngozi about the reading book",
        "mr nobbs year 5 homework",
        "qasim was off sick on monday");
  }

  @Test
  void questionsOfLaw() {
    typed(
        "is it legal to carry a pocket knife in the uk",
        "is sexting illegal under 18",
        "upskirting law gina martin",
        "can you carry pepper spray in the uk",
        "vpn legal uk",
        "what does kys mean");
  }

  @Test
  void scunthorpeAndPenistone() {
    page(
        "Trains call at Scunthorpe, Penistone, Cockermouth, Clitheroe and Lightwater. Scunthorpe"
            + " United drew with Grimsby. Shitterton is a hamlet in Dorset, and Dick Turpin slept"
            + " at the Cock Inn.");
    typed("scunthorpe united", "penistone railway station", "hotels in cockermouth", "shitterton");
    typed("school trip to epping", "margate primary school", "cromer pier", "pinner to harrow");
  }

  @Test
  void chickenBreastAndCockALeekie() {
    page(
        "Chicken breast recipes: slice each breast, beat it flat and bake it. Cock-a-leekie soup"
            + " needs leeks and a cock. Faggots and peas, spotted dick and toad in the hole are"
            + " British dishes. Coq au vin is French.");
    typed("chicken breast recipe", "cock-a-leekie soup", "spotted dick and custard");
  }

  @Test
  void breastCancer() {
    page(
        "Breast cancer: look at and feel your breasts once a month. See a doctor about a lump or a"
            + " change of the nipple. Wear it pink for Breast Cancer Now, at school on Friday.");
    typed("breast cancer", "my mum has breast cancer");
  }

  @Test
  void shakespeare() {
    page(
        "Macbeth murders Duncan with a dagger; Lady Macbeth takes her own life. Juliet stabs"
            + " herself with Romeo's dagger. In Titus Andronicus hands are cut off. Thou whoreson"
            + " zed! Thou bastard! Is this a dagger which I see before me? Shakespeare, act two.");
    typed(
        "who does macbeth kill",
        "how does juliet die",
        "romeo and juliet suicide",
        "shakespeare insults");
  }

  @Test
  void offasDyke() {
    page(
        "Offa's Dyke is an earthwork between England and Wales. Walk Offa's Dyke Path. Dykes keep"
            + " the sea out of the Netherlands. Dick Van Dyke danced on the roofs with the sweeps.");
    typed("offa's dyke", "offas dyke path", "dykes in the netherlands", "dick van dyke");
  }

  @Test
  void dickWhittington() {
    page(
        "Dick Whittington and his Cat: a pantomime. Dick King-Smith wrote The Sheep-Pig. Moby-Dick"
            + " is a sperm whale. Fanny Price lives at Mansfield Park. Willy Wonka makes chocolate.");
    typed("dick whittington", "moby dick", "dick king smith books", "fanny price mansfield park");
  }

  @Test
  void preventLessons() {
    page(
        "The Prevent duty in our lessons: extremists such as the Islamic State or National Action"
            + " try to recruit young people. They talk of infidels and of a race war. What would you"
            + " say to a friend? Educate Against Hate has activities on British values.");
    typed("what is the prevent duty", "what is extremism", "what is radicalisation for kids");
  }

  @Test
  void newsOfAttacks() {
    page(
        "BBC News: a man was jailed for life for the terror attack in which two people were stabbed"
            + " to death. He had watched videos of the Islamic State. Police said that he acted"
            + " alone. Victims' families spoke outside the court. A suicide bomber killed forty in"
            + " another attack.");
    typed(
        "manchester arena attack newsround", "what happened on 9/11", "london bridge attack news");
  }

  @Test
  void newsOfWar() {
    page(
        "Newsround: why is there a war? Soldiers, tanks and bombs have killed thousands of people,"
            + " and a missile hit a school. Aid workers feed refugees. If you are upset, talk to"
            + " somebody you trust.");
    typed("why is there a war in ukraine", "what is happening in gaza newsround");
  }

  @Test
  void supportPages() {
    page(
        "Childline: if you want to kill yourself, or you self-harm, talk to us on 0800 1111. Many"
            + " young people cut themselves, or feel suicidal. Samaritans listen on 116 123. If"
            + " somebody touches you, hits you or asks you for nudes, it is not your fault: tell us.");
    typed("childline", "samaritans number", "nspcc helpline", "how to help a sad friend");
    for (String site :
        List.of(
            "https://www.childline.org.uk/",
            "https://www.samaritans.org/",
            "https://www.nspcc.org.uk/",
            "https://www.beateatingdisorders.org.uk/",
            "https://www.papyrus-uk.org/",
            "https://www.ceop.police.uk/",
            "https://www.mind.org.uk/",
            "https://www.talktofrank.com/")) {
      for (String group : GROUPS) {
        Explanation asked = filter.site(group, site);
        assertEquals("allow", asked.decision().id(), () -> site + " for " + group);
        assertEquals(List.of(), asked.violations(), () -> site + " for " + group);
      }
    }
  }

  @Test
  void eatingDisorderHelp() {
    page(
        "Beat: anorexia and bulimia are serious illnesses. Some people starve, make themselves sick"
            + " or take laxatives. Recovery is possible. Call the helpline, or talk to your GP.");
    typed("what is a balanced diet", "healthy lunch box ideas");
  }

  @Test
  void drugsEducation() {
    page(
        "FRANK: cannabis, cocaine, ketamine and ecstasy are illegal drugs, and vapes hold nicotine."
            + " Know the effects and the risks, how dealers use children, and how to say no.");
    typed("why is smoking bad for you", "what are drugs poster", "dangers of vaping poster");
  }

  @Test
  void bullyingLessons() {
    page(
        "Anti-bullying week: it hurts to be called fat, ugly or stupid, or to hear that nobody likes"
            + " you. Tell an adult. We do not say: that's so gay. Be an upstander.");
    typed("anti bullying week poster", "what is bullying", "how to stop bullying at school");
  }

  @Test
  void lesbianGayBisexualAndTransPages() {
    page(
        "Families are different: two mums, two dads, one of each. What do lesbian, gay, bisexual and"
            + " transgender mean? Pride began with the Stonewall riots. Alan Turing was gay.");
    typed("what does lgbt mean", "pride flag colours", "what does gay mean");
  }

  @Test
  void farmsDogsAndBirds() {
    page(
        "The sheepdog bitch had nine pups by the stud dog. The cock crowed, the ass brayed, and the"
            + " bullocks went to slaughter. Blue tits, great tits, shags and boobies are birds."
            + " Sheep graze on the slag heap; hoes and rakes are in the shed.");
    typed("blue tits nest box", "what noise does an ass make", "great tits and coal tits");
  }

  @Test
  void reproductionInBiology() {
    page(
        "Sexual and asexual reproduction. The stigma takes the pollen. The male's sperm fertilises"
            + " the egg inside the female. Homo erectus and Homo sapiens. Animals mate in spring.");
    typed("asexual reproduction in plants", "life cycle of a frog", "how do mammals reproduce");
  }

  @Test
  void theBible() {
    page(
        "Cain killed Abel. Judas hanged himself. Samson slew a thousand men with the jawbone of an"
            + " ass. Adam and Eve were naked and were not ashamed. The Magi brought gifts. The"
            + " Israelites were slaves in bondage in Egypt.");
    typed("who killed abel", "adam and eve", "how did judas die", "the three magi");
  }

  @Test
  void chessAndFootball() {
    page(
        "Attack the king and mate in three. Sacrifice the bishop. Shoot low, beat the keeper, and"
            + " the striker kills the game. A hot shot from the edge of the box.");
    typed("chess attack and mate", "how to shoot in football", "best strikers to shoot");
  }

  @Test
  void roaldDahl() {
    page(
        "The Witches hate children and mean to get rid of every child in England. Mr Twit is a"
            + " hairy old horror. Augustus Gloop is enormously fat and greedy. Bruce Bogtrotter eats"
            + " the whole cake. The giants guzzle human beans.");
    typed(
        "the twits by roald dahl", "matilda bruce bogtrotter", "how do the witches kill children");
  }

  @Test
  void historyOfWarAndPunishment() {
    page(
        "Guy Fawkes tried to blow up Parliament. Traitors were hanged, drawn and quartered. King"
            + " Cnut beat Edmund Ironside. In the trenches men died of shells, machine guns and gas."
            + " Hitler's bombers set London on fire in the Blitz.");
    typed(
        "how did guy fawkes try to blow up parliament",
        "weapons of world war 1",
        "who was king cnut",
        "how did the blitz bombs work");
  }

  @Test
  void slaveryAndCivilRights() {
    page(
        "Enslaved Africans were chained and sold. In the American South signs said Whites only. The"
            + " Ku Klux Klan murdered black people. Rosa Parks would not give up her seat. The"
            + " Windrush families met hatred: go back to your own country, they were told.");
    typed("why were africans made slaves", "rosa parks", "what was the windrush");
  }

  @Test
  void shootingStarsAndOtherInnocentWords() {
    page(
        "Shooting stars, killer whales, blood oranges, bath bombs, hot dogs, cocktail sticks, dyed"
            + " eggs, a die with six faces, a sniper moth, the gay nineties, a screw, a nut and a"
            + " bang on the drum. Love from Gran xxx.");
    typed("killer whales", "how to make a bath bomb", "shooting stars", "love you gran x x x");
  }

  private static void page(String text) {
    for (String group : GROUPS) {
      isOpen(filter.page(group, text), group, text);
    }
  }

  private static void typed(String... texts) {
    for (String text : texts) {
      for (String group : GROUPS) {
        isOpen(filter.typed(group, text), group, text);
      }
    }
  }

  private static void isOpen(Explanation asked, String group, String text) {
    assertFalse(
        asked.decision() instanceof Decision.Block,
        () -> text + "\n for " + group + ": " + asked.decision().reason().text() + asked.trace());
  }
}
