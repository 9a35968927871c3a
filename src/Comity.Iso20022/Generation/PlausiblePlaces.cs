namespace Comity.Iso20022.Generation;

/// <summary>Towns with their countries and post codes, so that an address is one place.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Town">The town, in letters that all networks carry.</param>
/// <param name="PostCode">A post code there.</param>
/// <param name="Street">A street there.</param>
internal sealed record PlausiblePlaces(string Country, string Town, string PostCode, string Street)
{
    public static readonly PlausiblePlaces[] All =
    [
        new("DE", "Hamburg", "20457", "Am Sandtorkai"),
        new("FR", "Lyon", "69002", "Rue de la Charite"),
        new("ES", "Valencia", "46002", "Calle de las Barcas"),
        new("BE", "Gent", "9000", "Veldstraat"),
        new("AT", "Linz", "4020", "Landstrasse"),
        new("CH", "Basel", "4051", "Freie Strasse"),
        new("GB", "Leeds", "LS1 4DY", "Park Row"),
        new("NL", "Utrecht", "3511 AX", "Oudegracht"),
        new("SE", "Malmo", "211 22", "Stora Nygatan"),
        new("AE", "Abu Dhabi", "51133", "Corniche Road"),
        new("SA", "Riyadh", "12211", "Olaya Street"),
        new("TH", "Bangkok", "10500", "Silom Road"),
        new("HK", "Hong Kong", "999077", "Queens Road Central"),
        new("SG", "Singapore", "049318", "Collyer Quay"),
        new("JP", "Osaka", "530-0001", "Umeda"),
        new("US", "Chicago", "60604", "LaSalle Street"),
        new("IT", "Torino", "10121", "Via Roma"),
        new("VA", "Vatican City", "00120", "Via del Pellegrino"),
        new("SM", "San Marino", "47890", "Via Piana"),
        new("MC", "Monaco", "98000", "Avenue de Monte Carlo"),
        new("AD", "Andorra la Vella", "AD500", "Carrer Major"),
    ];
}
