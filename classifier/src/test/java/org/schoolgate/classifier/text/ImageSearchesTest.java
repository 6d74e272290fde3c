package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;

/** Which addresses show pictures from anywhere on the web (S17). */
final class ImageSearchesTest {

  @ParameterizedTest(name = "{0}{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          www.google.com             | /search?q=otters&tbm=isch
          www.google.co.uk           | /search?q=otters&udm=2
          google.fr                  | /search?udm=2&q=otters
          www.google.com             | /search?q=otters&TBM=%69SCH
          www.google.com             | /search?q=otters;udm=2
          www.google.com             | /search?q=otters&%75dm=+2
          www.google.com             | /imghp?hl=cy
          www.google.com             | /imgres?imgurl=a
          www.google.com             | /m/search?q=otters&tbm=isch
          www.google.com             | /async/imgv?q=otters
          www.google.com             | /x/../imghp
          www.google.com             | /%69mages?q=otters
          images.google.com          | /
          images.google.co.uk        | /search?q=otters
          lens.google.com            | /search?p=a
          www.bing.com               | /images/search?q=otters
          www.bing.com               | /images
          www.bing.com               | /search?q=otters&scope=images
          cn.bing.com                | /images/async?q=otters
          duckduckgo.com             | /?q=otters&iax=images&ia=images
          duckduckgo.com             | /?q=otters&ia=images
          duckduckgo.com             | /i.js?q=otters
          uk.images.search.yahoo.com | /search/images?p=otters
          search.yahoo.com           | /search/images;_ylt=a?p=otters
          www.ecosia.org             | /images?q=otters
          search.brave.com           | /images?q=otters
          www.qwant.com              | /?q=otters&t=images
          api.qwant.com              | /v3/search/images?q=otters
          www.startpage.com          | /sp/search?query=otters&cat=images
          yandex.com                 | /images/search?text=otters
          search.aol.co.uk           | /aol/image?q=otters
          """)
  void isOne(String host, String address) {
    assertTrue(ImageSearches.has(Fixtures.http(host, address)));
  }

  @ParameterizedTest(name = "{0}{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          www.google.com             | /search?q=otters
          www.google.com             | /search?q=tbm%3Disch
          www.google.com             | /search?q=otters&udm=20
          www.google.com             | /search?q=otters&udm=14
          www.google.com             | /images/branding/googlelogo/1x/googlelogo.png
          www.google.com             | /maps?q=otters
          www.bing.com               | /search?q=otters
          www.bing.com               | /th?id=OIP.a
          duckduckgo.com             | /?q=otters&ia=web
          uk.search.yahoo.com        | /search?p=otters
          www.qwant.com              | /?q=otters&t=web
          www.kiddle.co              | /kimgs.php?q=otters
          images.example.org         | /search?q=otters&tbm=isch
          www.google.example.org     | /search?q=otters&tbm=isch
          www.google.com.example.org | /imghp
          """)
  void isNone(String host, String address) {
    assertFalse(ImageSearches.has(Fixtures.http(host, address)));
  }
}
