package latent.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * What all lives used under one policy, and what each paid at each price table. Lives may be
 * entered by several threads at once, those of one lot by one thread, in their order.
 */
final class Book {

  /** What is billed: byte-months stored, bytes sent, requests of class A and of class B. */
  private static final int BILLED = 4;

  private static final int STORED = 0;
  private static final int SENT = 1;
  private static final int WRITES = 2;
  private static final int READS = 3;

  /** Parts of a bill: storage, egress, class A, class B, bytes beyond the terms. */
  private static final int PARTS = 5;

  /** Which of what is billed a part of a bill comes from. */
  private static final int[] ORIGIN = {STORED, SENT, WRITES, READS, SENT};

  private static final double HOUR = 3600;

  private final Policy policy;
  private final Scenario scenario;
  private final List<PriceTable> prices;

  private final double[][] measured;
  private final double[][] used;
  private final double[][][] paid;
  private final double[][][] months;

  Book(Policy policy, Scenario scenario, List<PriceTable> prices, int lots) {
    int lives = scenario.lives();
    this.policy = policy;
    this.scenario = scenario;
    this.prices = prices;
    this.measured = new double[Measure.values().length][lives];
    this.used = new double[BILLED][lives];
    this.paid = new double[prices.size()][PARTS][lives];
    this.months = new double[lots][scenario.months()][BILLED];
  }

  Policy policy() {
    return policy;
  }

  /** Lives a life under the policy. */
  void enter(int lot, int life, List<Life.Month> lived) {
    Usage whole = new Usage();
    for (int number = 0; number < lived.size(); number++) {
      Life.Month month = lived.get(number);
      Usage usage = new Usage();
      for (Event event : month.events()) {
        policy.charge(event, month.library(), scenario, usage);
      }
      whole.add(usage);
      double[] billed = {
        policy.stored(month.library(), scenario),
        usage.down(),
        usage.puts() + usage.lists(),
        usage.gets()
      };
      pay(life, billed);
      for (int kind = 0; kind < BILLED; kind++) {
        used[kind][life] += billed[kind];
        months[lot][number][kind] += billed[kind];
      }
    }
    measure(life, whole, lived.getLast().library());
  }

  private void pay(int life, double[] billed) {
    if (scenario.accounts() == Scenario.Accounts.ONE_FOR_ALL) {
      return;
    }
    for (int table = 0; table < prices.size(); table++) {
      add(bill(table, billed), paid[table], life);
    }
  }

  private PriceTable.Bill bill(int table, double[] billed) {
    return prices.get(table).bill(billed[STORED], billed[SENT], billed[WRITES], billed[READS]);
  }

  private static void add(PriceTable.Bill bill, double[][] parts, int life) {
    parts[0][life] += bill.storage();
    parts[1][life] += bill.egress();
    parts[2][life] += bill.classA();
    parts[3][life] += bill.classB();
    parts[4][life] += bill.beyondTerms();
  }

  private void measure(int life, Usage usage, Library last) {
    for (Measure measure : Measure.values()) {
      measured[measure.ordinal()][life] =
          switch (measure) {
            case UP -> usage.up();
            case DOWN -> usage.down();
            case DOWN_TO_VIEW -> usage.down(Usage.Why.VIEW);
            case DOWN_TO_ANALYSE -> usage.down(Usage.Why.ANALYSE);
            case DOWN_FOR_OTHER_DEVICES -> usage.down(Usage.Why.OTHER_DEVICES);
            case DOWN_FOR_A_NEW_DEVICE -> usage.down(Usage.Why.NEW_DEVICE);
            case PUTS -> usage.puts();
            case GETS -> usage.gets();
            case LISTS -> usage.lists();
            case STORED -> policy.stored(last, scenario);
            case DISK -> policy.disk(last, scenario);
            case ANALYSIS_HOURS -> usage.readingSeconds(scenario.machine()) / HOUR;
            case LINE_HOURS -> usage.lineSeconds(scenario.machine()) / HOUR;
            case FACES_LOST -> policy.facesLost(last, scenario);
          };
    }
  }

  Summary of(Measure measure) {
    return Summary.of(measured[measure.ordinal()]);
  }

  /** What was paid at a price table. */
  Figures.Money money(int table) {
    double[][] parts =
        switch (scenario.accounts()) {
          case ONE_EACH -> paid[table];
          case ONE_FOR_ALL -> shared(table);
        };
    double[] requests = sum(parts[2], parts[3]);
    return new Figures.Money(
        prices.get(table),
        Summary.of(parts[0]),
        Summary.of(parts[1]),
        Summary.of(requests),
        Summary.of(sum(sum(parts[0], parts[1]), requests)),
        Summary.of(parts[4]));
  }

  /** The bills of one account for all users, and each life's part of them, by its use. */
  private double[][] shared(int table) {
    double usersForALife = scenario.users() / scenario.lives();
    double[][] whole = new double[PARTS][1];
    for (int month = 0; month < scenario.months(); month++) {
      double[] billed = new double[BILLED];
      for (double[][] lot : months) {
        for (int kind = 0; kind < BILLED; kind++) {
          billed[kind] += lot[month][kind] * usersForALife;
        }
      }
      add(bill(table, billed), whole, 0);
    }
    double[][] parts = new double[PARTS][];
    for (int part = 0; part < PARTS; part++) {
      double[] uses = used[ORIGIN[part]];
      double all = Arrays.stream(uses).sum() * usersForALife;
      double forOne = all == 0 ? 0 : whole[part][0] / all;
      parts[part] = Arrays.stream(uses).map(use -> use * forOne).toArray();
    }
    return parts;
  }

  private static double[] sum(double[] first, double[] second) {
    double[] sum = first.clone();
    for (int life = 0; life < sum.length; life++) {
      sum[life] += second[life];
    }
    return sum;
  }
}
