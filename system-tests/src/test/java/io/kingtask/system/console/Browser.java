package io.kingtask.system.console;

import io.kingtask.system.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, showing the console. Whatever is looked for is waited for. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Held, for it would be forgotten: it tells at each start which versions of the browser it was not made for. */
    private static final Logger NOISE = Logger.getLogger("org.openqa.selenium");

    static {
        NOISE.setLevel(Level.SEVERE);
    }

    /** For what a script waits for: the look at a big page for its openness, and what moves. */
    private static final Duration LONGEST_SCRIPT = Duration.ofMinutes(2);

    private final ChromeDriver driver;
    private final String root;

    private Browser(ChromeDriver driver, String root) {
        this.driver = driver;
        this.root = root;
    }

    /** What is missing on this machine; empty: nothing. */
    static Optional<String> missing() {
        return Stream.of("chromium", "chromedriver")
                .filter(program -> find(program).isEmpty())
                .findFirst()
                .map(program -> "No " + program + " on the PATH: the console is not looked at");
    }

    static Browser start(String root) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find("chromium").orElseThrow().toFile());
        options.setScriptTimeout(LONGEST_SCRIPT);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en");
        options.addArguments("--window-size=1440,900", "--hide-scrollbars", "--force-device-scale-factor=1");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(find("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), root);
    }

    /** Shows a page, such as {@code tasks?state=failed}, without loading the console anew where it is there already. */
    void open(String page) {
        if (!String.valueOf(driver.getCurrentUrl()).startsWith(root)) {
            driver.get(root);
        }
        script("location.hash = '#/' + arguments[0]", page);
    }

    void load() {
        driver.get(root);
    }

    Object script(String code, Object... arguments) {
        return String.valueOf(driver.executeScript(code, arguments));
    }

    /** The page's viewport and the colours that its system is said to wish for. */
    void look(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The visible element. */
    WebElement see(String css) {
        return awaited(css, () -> first(By.cssSelector(css)));
    }

    /** Waits until the page's main part has the text. */
    void read(String text) {
        Patience.until(PATIENCE, () -> missed("\"" + text + "\""), () -> text().contains(text));
    }

    /** Waits until a part of the page has the text. */
    void read(String css, String text) {
        Patience.until(
                PATIENCE,
                () -> missed("\"" + text + "\" in " + css),
                () -> driver.findElements(By.cssSelector(css)).stream().anyMatch(part -> says(part, text)));
    }

    private static boolean says(WebElement part, String text) {
        try {
            return part.getText().contains(text);
        } catch (StaleElementReferenceException e) {
            return false;
        }
    }

    void readNoMore(String text) {
        Patience.until(PATIENCE, () -> missed("no \"" + text + "\""), () -> !text().contains(text));
    }

    /** Everything that the page shows. */
    String text() {
        return String.valueOf(driver.executeScript("return document.body.innerText"));
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** Waits until a page's tables have so many rows. */
    void rows(int number) {
        Patience.until(PATIENCE, () -> missed(number + " rows"), () -> count("main tbody tr") == number);
    }

    void click(String css) {
        act(css, () -> first(By.cssSelector(css)).map(element -> {
            element.click();
            return true;
        }));
    }

    /** Presses the button, or follows the link, that shows the words or has them as its name. */
    void press(String words) {
        press("body", words);
    }

    /** The same within a part of the page. */
    void press(String css, String words) {
        String quoted = "'" + words + "'";
        By by = By.xpath(
                ".//*[self::button or self::a][normalize-space()=" + quoted + " or @aria-label=" + quoted + "]");
        act(words, () -> first(By.cssSelector(css)).flatMap(part -> part.findElements(by).stream()
                .filter(WebElement::isDisplayed)
                .filter(WebElement::isEnabled)
                .findFirst()
                .map(element -> {
                    element.click();
                    return true;
                })));
    }

    /** Answers the open question with yes. */
    void confirm() {
        click("dialog[open] [data-yes]");
    }

    void type(String css, String text) {
        WebElement field = see(css);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(text);
    }

    void keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void choose(String css, String value) {
        see(css);
        script(
                "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
                        + "field.dispatchEvent(new Event('input', {bubbles: true}));"
                        + "field.dispatchEvent(new Event('change', {bubbles: true}))",
                css,
                value);
    }

    /** Once what moves has come to rest. */
    void screenshot(String name) {
        script("return Promise.all(document.getAnimations()"
                + ".filter(one => one.effect.getTiming().iterations !== Infinity).map(one => one.finished))");
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("kingtask.screenshots")));
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    /**
     * What the browser complained of since it was last asked: failed scripts, refused sources, answers with errors.
     *
     * @param expected words of complaints that the test brought about
     */
    List<String> complaints(String... expected) {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> Stream.of(expected).noneMatch(message::contains))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    private Optional<WebElement> first(By by) {
        return driver.findElements(by).stream().filter(WebElement::isDisplayed).findFirst();
    }

    /** Leaves a picture for whoever reads that a test failed. */
    private String missed(String what) {
        screenshot("missed-" + what.replaceAll("\\W+", "-"));
        return what + " in:\n" + text();
    }

    private <T> T awaited(String what, Supplier<Optional<T>> search) {
        List<T> found = new ArrayList<>();
        Patience.until(PATIENCE, () -> missed(what), () -> {
            search.get().ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** A live page may replace an element between finding and touching it; then it is looked for again. */
    private void act(String what, Supplier<Optional<Boolean>> deed) {
        awaited(what, () -> {
            try {
                return deed.get();
            } catch (StaleElementReferenceException | NoSuchElementException | ElementNotInteractableException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Path> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
