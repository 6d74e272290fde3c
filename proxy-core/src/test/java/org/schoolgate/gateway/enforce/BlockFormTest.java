package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockFormTest {

  private static final String NAVIGATION =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
  private static final String PICTURES =
      "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

  /** What current browsers send for each use of a URL. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          NAVIGATION | document      | /             | - | HTML
          NAVIGATION | document      | /picture.png  | - | HTML
          NAVIGATION | iframe        | /widget       | - | HTML
          */*        | object        | /film.swf     | - | HTML
          PICTURES   | image         | /cat.jpg      | - | GIF
          PICTURES   | image         | /logo.SVG     | - | SVG
          PICTURES   | image         | /pixel        | - | GIF
          */*        | script        | /app          | - | SCRIPT
          */*        | worker        | /app.js       | - | SCRIPT
          */*        | serviceworker | /sw.js        | - | SCRIPT
          text/css,*/*;q=0.1 | style | /site         | - | STYLESHEET
          */*        | font          | /a.woff2      | - | EMPTY
          */*        | video         | /a.mp4        | - | EMPTY
          */*        | manifest      | /m.json       | - | EMPTY
          */*        | empty         | /api/items    | - | JSON
          */*        | empty         | /page.js      | - | JSON
          -          | empty         | /beacon       | - | JSON
          text/html, */* | empty     | /fragment     | XMLHttpRequest | HTML
          application/json, text/plain, */* | empty | /api | - | JSON
          */*        | something-new | /cat.png      | - | GIF
          """)
  void browsersSayWhatItIsFor(
      @Nullable String accept,
      @Nullable String destination,
      String path,
      @Nullable String requestedWith,
      BlockForm expected) {
    assertEquals(expected, BlockForm.choose(named(accept), destination, path, requestedWith));
  }

  /** Programs and old browsers, which do not send Fetch Metadata. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                                | -              | /                | HTML
          ''                               | -              | /                | HTML
          */*                              | -              | /news            | HTML
          */*                              | -              | /a.b/news        | HTML
          */*                              | -              | /favicon.ico     | GIF
          */*                              | -              | /lib.min.js      | SCRIPT
          */*                              | -              | /site.css        | STYLESHEET
          */*                              | -              | /items.json      | JSON
          */*                              | -              | /robots.txt      | TEXT
          */*                              | -              | /font.woff       | EMPTY
          */*                              | XMLHttpRequest | /items           | JSON
          -                                | xmlhttprequest | /items           | JSON
          NAVIGATION                       | -              | /photo.png       | HTML
          PICTURES                         | -              | /photo           | GIF
          application/json                 | -              | /                | JSON
          application/vnd.api+json         | -              | /                | JSON
          application/problem+json, */*    | -              | /                | JSON
          text/plain                       | -              | /                | TEXT
          text/html;q=0.5,application/json | -              | /                | JSON
          application/json;q=0.5,text/html | -              | /                | HTML
          application/json;q=0, text/plain | -              | /                | TEXT
          TEXT/HTML                        | -              | /                | HTML
          application/json;q=banana        | -              | /                | JSON
          audio/*;q=0.9,*/*;q=0.8          | -              | /song            | EMPTY
          ,;,/;q=                          | -              | /                | HTML
          application/xml                  | -              | /feed            | HTML
          """)
  void othersSayWhatTheyAccept(
      @Nullable String accept, @Nullable String requestedWith, String path, BlockForm expected) {
    assertEquals(expected, BlockForm.choose(named(accept), null, path, requestedWith));
  }

  @Test
  void anEndlessAcceptHeaderIsReadToItsLimitOnly() {
    String endless = "application/x,".repeat(BlockForm.ACCEPT_CHARS_MAX) + "application/json";
    assertEquals(BlockForm.HTML, BlockForm.choose(endless, null, "/", null));
  }

  private static @Nullable String named(@Nullable String accept) {
    if ("NAVIGATION".equals(accept)) {
      return NAVIGATION;
    }
    return "PICTURES".equals(accept) ? PICTURES : accept;
  }
}
