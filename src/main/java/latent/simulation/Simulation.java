package latent.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Many possible lives of a library, each under every policy and billed at every price table. Life
 * by life the policies meet the same events. The seed decides everything; threads decide nothing:
 * each life has a generator of its own, and sums are made in the order of lives.
 */
public final class Simulation {

  /** Lives that one thread takes at a time. */
  private static final int LOT = 250;

  private final Scenario scenario;
  private final List<PriceTable> prices;
  private final List<Book> books = new ArrayList<>();

  private Simulation(Scenario scenario, List<PriceTable> prices) {
    this.scenario = scenario;
    this.prices = prices;
    int lots = (scenario.lives() + LOT - 1) / LOT;
    for (Policy policy : Policy.values()) {
      books.add(new Book(policy, scenario, prices, lots));
    }
  }

  /** Simulates with so many threads. */
  public static Figures run(Scenario scenario, List<PriceTable> prices, int threads) {
    Simulation simulation = new Simulation(scenario, prices);
    simulation.live(threads);
    return simulation.figures();
  }

  private void live(int threads) {
    SplittableRandom root = new SplittableRandom(scenario.seed());
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> lots = new ArrayList<>();
      for (int from = 0; from < scenario.lives(); from += LOT) {
        int first = from;
        List<RandomGenerator> chances = new ArrayList<>();
        for (int life = from; life < Math.min(from + LOT, scenario.lives()); life++) {
          chances.add(root.split());
        }
        lots.add(workers.submit(() -> liveLot(first, chances)));
      }
      for (Future<?> lot : lots) {
        lot.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while simulating", stopped);
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a life couldn't be simulated", broken.getCause());
    }
  }

  private void liveLot(int first, List<RandomGenerator> chances) {
    for (int number = 0; number < chances.size(); number++) {
      List<Life.Month> months = Life.draw(scenario, chances.get(number));
      for (Book book : books) {
        book.enter(first / LOT, first + number, months);
      }
    }
  }

  private Figures figures() {
    return new Figures(scenario, books.stream().map(this::outcome).toList());
  }

  private Figures.Outcome outcome(Book book) {
    Map<Measure, Summary> measures = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      measures.put(measure, book.of(measure));
    }
    List<Figures.Money> money = new ArrayList<>();
    for (int table = 0; table < prices.size(); table++) {
      money.add(book.money(table));
    }
    return new Figures.Outcome(book.policy(), measures, money);
  }
}
