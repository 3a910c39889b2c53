package latent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import latent.crypto.PassphraseCost;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.DirectoryStore;
import latent.store.ObjectStore;
import latent.store.Transfer;
import org.junit.jupiter.api.Test;

class DirectoryVaultTest extends VaultContract {

  private int opened;

  @Override
  ObjectStore emptyStore() throws IOException {
    return DirectoryStore.create(folder.resolve("cloud-" + ++opened));
  }

  @Test
  void aDiskThatIsAwayIsUnavailableForNowAndNothingIsMissing() throws IOException {
    Path cloud = folder.resolve("disk");
    AccountedStore store = new AccountedStore(DirectoryStore.create(cloud), transfers::add);
    Vault vault = Vault.create(store, "secret".toCharArray(), PassphraseCost.LEAST);
    Sample sample = Sample.of(1, 1000);
    Stored stored = vault.storeOriginal(sample.id(), sample.file(folder));
    Files.move(cloud, folder.resolve("unplugged"));
    assertThatThrownBy(() -> vault.holdsOriginal(sample.id(), stored))
        .isInstanceOfSatisfying(
            VaultUnavailableException.class, away -> assertThat(away.passing()).isTrue());
    assertThatThrownBy(() -> vault.openOriginal(sample.id(), 1000, Reason.Recall.VIEW))
        .isInstanceOf(VaultUnavailableException.class);
    assertThatThrownBy(() -> vault.verify(List.of(), finding -> {}))
        .isInstanceOf(VaultUnavailableException.class);
    Files.move(folder.resolve("unplugged"), cloud);
    assertThat(vault.holdsOriginal(sample.id(), stored)).isEqualTo(Holding.HELD);
  }

  @Test
  void whereTheEngineHasNoChecksumWhatWasStoredIsReadBack() throws IOException {
    ForgetfulStore engine = new ForgetfulStore(emptyStore());
    AccountedStore store = new AccountedStore(engine, transfers::add);
    Vault vault = Vault.create(store, "secret".toCharArray(), PassphraseCost.LEAST);
    Sample sample = Sample.of(1, 100_000);
    transfers.clear();
    vault.storeOriginal(sample.id(), sample.file(folder));
    assertThat(transfers).extracting(Transfer::purpose).contains("upload", "verify");
    engine.damaging = true;
    assertThatThrownBy(() -> vault.storeOriginal(sample.id(), sample.file(folder)))
        .isInstanceOf(VaultUnavailableException.class)
        .hasMessageContaining("gives back something else");
  }

  /** The store takes the new key file and gives back rubbish: the old one is put back. */
  @Test
  void aNewKeyFileThatDoesNotComeBackIsNotKept() throws IOException {
    char[] passphrase = "secret".toCharArray();
    ForgetfulStore engine = new ForgetfulStore(emptyStore());
    AccountedStore store = new AccountedStore(engine, transfers::add);
    Vault.create(store, passphrase, PassphraseCost.LEAST).close();
    engine.damagingOnce.set(true);
    assertThatThrownBy(
            () ->
                Vault.changePassphrase(
                    store, passphrase, "fresh".toCharArray(), PassphraseCost.LEAST))
        .isInstanceOf(VaultUnavailableException.class)
        .hasMessageContaining("put back");
    Vault.open(store, passphrase).close();
  }
}
